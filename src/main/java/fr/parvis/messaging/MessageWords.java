package fr.parvis.messaging;

/** What a message says. @param subject "" for an SMS */
public record MessageWords(String subject, String text) {}
