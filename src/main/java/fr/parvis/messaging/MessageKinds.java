package fr.parvis.messaging;

import java.util.List;

/** Whoever writes messages names here those whose words may be replaced. */
public interface MessageKinds {
    List<MessageKind> kinds();
}
