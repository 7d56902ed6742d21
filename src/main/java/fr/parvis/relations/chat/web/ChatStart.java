package fr.parvis.relations.chat.web;

import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.relations.NewRequest;
import fr.parvis.relations.chat.ChatDesks;
import fr.parvis.relations.chat.Chats;
import fr.parvis.relations.chat.NewChat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The form that begins a chat, as it is typed.
 *
 * @param ou the desk
 * @param cle made with the form: opens the chat afterwards
 * @param mode "chat", or "message" when nobody was there as the form was shown
 * @param website shown to nobody: what fills it is a machine
 */
record ChatStart(
        @Nullable String ou,
        @Nullable String cle,
        @Nullable String mode,
        @Nullable String name,
        @Nullable String sujet,
        @Nullable String words,
        @Nullable String email,
        @Nullable String website) {

    static ChatStart empty(String subject) {
        return new ChatStart("", Chats.newKey(), "", "", subject, "", "", "");
    }

    ChatStart cleaned() {
        return new ChatStart(
                Forms.line(ou),
                Forms.line(cle),
                "message".equals(mode) ? "message" : "chat",
                Forms.line(name),
                Forms.line(sujet),
                Forms.lines(words),
                Forms.line(email),
                Forms.line(website));
    }

    /** With the key of a new form: the one before leads to a chat that has ended. */
    ChatStart renewed() {
        return new ChatStart(ou, Chats.newKey(), mode, name, sujet, words, email, website);
    }

    boolean isChat() {
        return !"message".equals(mode);
    }

    NewChat wanted(ChatDesks.@Nullable Desk desk, String subject, String language) {
        if (!text(website).isEmpty()) {
            throw ProblemException.field("website", "relations", "machine");
        }
        if (text(name).length() > NewRequest.LONGEST_NAME) {
            throw ProblemException.field("name", "relations", "field-too-long", NewRequest.LONGEST_NAME);
        }
        return new NewChat(desk, text(cle), text(name), subject, text(words), text(email), language);
    }

    private static String text(@Nullable String typed) {
        return Objects.requireNonNullElse(typed, "");
    }
}
