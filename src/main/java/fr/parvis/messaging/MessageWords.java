package fr.parvis.messaging;

/** What a message says. @param subject "" for an SMS */
public record MessageWords(String subject, String text) {
    /** With these facts as they are: a mark of direction that sticks to an address or a code would be pressed or copied with it. */
    public MessageWords bare(String... facts) {
        var bare = text;
        for (var fact : facts) {
            bare = fact.isEmpty() ? bare : bare.replace("\u2068" + fact + "\u2069", fact);
        }
        return new MessageWords(subject, bare);
    }
}
