package fr.parvis.platform;

import java.util.List;

/** A word of the command line that needs no instance of its own; found through {@link java.util.ServiceLoader}. */
public interface LoneWord {
    String word();

    /**
     * @return the exit code
     * @throws IllegalArgumentException when an option is wrong; its message is shown and the exit code is 2
     */
    int run(List<String> args);
}
