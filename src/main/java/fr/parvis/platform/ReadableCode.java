package fr.parvis.platform;

import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Random codes in letters and digits that are not taken for one another when they are read aloud (Crockford's base 32). */
public final class ReadableCode {
    private static final String LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final SecureRandom RANDOM = new SecureRandom();

    private ReadableCode() {}

    /** All of them, in order, as an on-screen keyboard shows them. */
    public static List<String> letters() {
        return List.of(LETTERS.split(""));
    }

    /** Five random bits a letter. */
    public static String random(int length) {
        return RANDOM.ints(length, 0, LETTERS.length())
                .mapToObj(i -> String.valueOf(LETTERS.charAt(i)))
                .collect(Collectors.joining());
    }

    /** As people copy it: without blanks, hyphens and small letters; O is 0, I and L are 1. */
    public static String copied(String typed) {
        return typed.toUpperCase(Locale.ROOT)
                .replaceAll("[\\s-]", "")
                .replace('O', '0')
                .replace('I', '1')
                .replace('L', '1');
    }

    public static boolean isOne(String code, int length) {
        return code.length() == length && code.chars().allMatch(letter -> LETTERS.indexOf(letter) >= 0);
    }

    /** Tells one wrong letter, and two neighbours that changed places (weights that are odd, so that none is lost modulo 32). */
    public static char check(String code) {
        int sum = 0;
        for (int i = 0; i < code.length(); i++) {
            sum += (2 * i + 1) * LETTERS.indexOf(code.charAt(i));
        }
        return LETTERS.charAt(Math.floorMod(sum, LETTERS.length()));
    }
}
