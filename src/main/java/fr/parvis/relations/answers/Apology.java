package fr.parvis.relations.answers;

/** Of an answer to a complaint: WRONG accepts responsibility, NOT_WRONG does not and is sorry all the same. */
public enum Apology {
    WRONG,
    NOT_WRONG
}
