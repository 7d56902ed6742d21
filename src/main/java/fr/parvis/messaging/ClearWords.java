package fr.parvis.messaging;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How easily a French text is read; whoever can tell implements it. */
public interface ClearWords {
    /**
     * @param outOfHundred 100 is the easiest; null of a text that is too short to tell
     * @param advice in French, for whoever writes
     */
    record Note(@Nullable Integer outOfHundred, List<String> advice) {}

    Note of(String frenchText);
}
