package fr.parvis.relations.inbox;

import java.util.UUID;

/** The live topics of the inbox; the database tells them too, at each entry of the record ({@code relations.tell_screens}). */
public final class InboxTopics {
    private InboxTopics() {}

    /** Something happened to some request. */
    public static String requests(UUID organisation) {
        return "requests:" + organisation;
    }

    public static String request(UUID id) {
        return "request:" + id;
    }
}
