package fr.parvis.relations;

import fr.parvis.platform.ReadableCode;
import java.util.Optional;

/** Names a request on the telephone and on paper ({@code PRV-7K3M-Q2XC}); opens nothing by itself. The last letter tells a wrong one. */
public record Reference(String code) {
    private static final int LENGTH = 8;

    static Reference next() {
        var letters = ReadableCode.random(LENGTH - 1);
        return shown(letters + ReadableCode.check(letters));
    }

    private static Reference shown(String letters) {
        return new Reference("PRV-" + letters.substring(0, LENGTH / 2) + "-" + letters.substring(LENGTH / 2));
    }

    /** As people copy or say it; empty when a letter is wrong. */
    public static Optional<Reference> parse(String typed) {
        var code = ReadableCode.copied(typed).replaceFirst("^PRV", "");
        return ReadableCode.isOne(code, LENGTH)
                        && ReadableCode.check(code.substring(0, LENGTH - 1)) == code.charAt(LENGTH - 1)
                ? Optional.of(shown(code))
                : Optional.empty();
    }
}
