package fr.parvis.identity;

import java.security.SecureRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Secrets that people copy from a screen or a paper: groups of four, without letters that look alike. */
final class Secrets {
    private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";
    private static final SecureRandom RANDOM = new SecureRandom();

    private Secrets() {}

    /** Nearly 20 bits for each group. */
    static String readable(int groups) {
        return IntStream.range(0, groups)
                .mapToObj(_ -> RANDOM.ints(4, 0, ALPHABET.length())
                        .mapToObj(i -> String.valueOf(ALPHABET.charAt(i)))
                        .collect(Collectors.joining()))
                .collect(Collectors.joining("-"));
    }
}
