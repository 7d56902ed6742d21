package fr.parvis.procedures;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The answers of a walk as an address carries them: {@code 2.0.1} is the second choice, no answer, the first choice. Nothing
 * else is kept of them.
 */
public record Answers(List<Integer> chosen) {
    public static final Answers NONE = new Answers(List.of());
    public static final int PASSED = 0;

    private static final int MOST = 40;
    private static final Pattern WRITTEN = Pattern.compile("\\d{1,3}(?:\\.\\d{1,3})*");

    public Answers {
        chosen = List.copyOf(chosen);
    }

    /** Anything else than answers is none. */
    public static Answers parse(String text) {
        return WRITTEN.matcher(text).matches()
                ? new Answers(Arrays.stream(text.split("\\."))
                        .limit(MOST)
                        .map(Integer::valueOf)
                        .toList())
                : NONE;
    }

    public int count() {
        return chosen.size();
    }

    public Answers first(int count) {
        return new Answers(chosen.subList(0, Math.min(count, chosen.size())));
    }

    public Answers and(int choice) {
        var more = new ArrayList<>(chosen);
        more.add(choice);
        return new Answers(more);
    }

    /** With another answer to one question, the others as they were. */
    public Answers changed(int question, int choice) {
        var changed = new ArrayList<>(chosen);
        changed.set(question, choice);
        return new Answers(changed);
    }

    @Override
    public String toString() {
        return chosen.stream().map(String::valueOf).collect(Collectors.joining("."));
    }
}
