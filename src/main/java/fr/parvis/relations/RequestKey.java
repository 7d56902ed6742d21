package fr.parvis.relations;

import fr.parvis.platform.ReadableCode;
import java.util.Optional;

/** Opens the page of a request to whoever made it: 80 random bits, in letters that can be read aloud. */
public record RequestKey(String code) {
    private static final int LENGTH = 16;

    static RequestKey next() {
        return new RequestKey(ReadableCode.random(LENGTH));
    }

    /** As people copy it: with blanks, hyphens or small letters, O for 0, I or L for 1. */
    public static Optional<RequestKey> parse(String typed) {
        var code = ReadableCode.copied(typed);
        return ReadableCode.isOne(code, LENGTH) ? Optional.of(new RequestKey(code)) : Optional.empty();
    }

    /** In groups of four. */
    public String shown() {
        return code.replaceAll("(.{4})(?!$)", "$1-");
    }
}
