package fr.parvis.relations.chat;

import org.jspecify.annotations.Nullable;

/**
 * What somebody begins with.
 *
 * @param desk null for a message to nobody in particular
 * @param key made with the form; opens the page of the chat afterwards, so that a form sent twice leads to one chat
 * @param subject what it is about; may be empty, as the name
 * @param email where an answer in writing goes; "" for a chat
 */
public record NewChat(
        ChatDesks.@Nullable Desk desk,
        String key,
        String name,
        String subject,
        String words,
        String email,
        String language) {}
