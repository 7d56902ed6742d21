package fr.parvis.procedures.checklist;

/**
 * Where a sheet sends people.
 *
 * @param address on the web; empty when there is none
 * @param form the number of a Cerfa form; empty when it is none
 */
public record Place(Kind kind, String title, String address, String form) {
    /** What is there. */
    public enum Kind {
        /** A counter near the person: a town hall, a prefecture… */
        COUNTER,
        /** A service for the whole country, by telephone or letter. */
        NATIONAL,
        ONLINE,
        FORM,
        CALCULATOR
    }
}
