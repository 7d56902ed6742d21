package fr.parvis.messaging;

import fr.parvis.platform.web.Language;

/** How words look on paper; whoever writes letters implements it. */
public interface PaperWords {
    /** A letter to nobody, as PDF. */
    byte[] sample(MessageWords words, Language language);
}
