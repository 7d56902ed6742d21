package fr.parvis.relations.usager;

/** What forbids to forget somebody: another module says so for what it has open with them. */
public interface Ties {
    /** Whether something between them and the organisation has no end yet. */
    boolean hold(Usager usager);
}
