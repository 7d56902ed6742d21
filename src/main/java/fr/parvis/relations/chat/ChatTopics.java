package fr.parvis.relations.chat;

import java.util.UUID;

/** The live topics of chats; the database tells them at each change (migration V140). */
public final class ChatTopics {
    private ChatTopics() {}

    public static String chats(UUID organisation) {
        return "chats:" + organisation;
    }

    public static String chat(UUID id) {
        return "chat:" + id;
    }
}
