package fr.parvis.procedures.clear;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds terms of one or several words in a sentence, whatever their case and number. Immutable. */
final class Terms<T> {
    record Found<T>(T meaning, int from, int to) {}

    private record Form<T>(List<String> words, T meaning) {}

    private static final int SHORTEST_PLURAL = 4;

    private final Map<String, List<Form<T>>> byFirstWord = new HashMap<>();

    /** @param forms of each meaning, as written */
    Terms(Map<T, ? extends Collection<String>> forms) {
        forms.forEach((meaning, written) -> written.forEach(form -> {
            var words = words(form);
            if (!words.isEmpty()) {
                byFirstWord
                        .computeIfAbsent(words.getFirst(), _ -> new ArrayList<>())
                        .add(new Form<>(words, meaning));
            }
        }));
        byFirstWord
                .values()
                .forEach(list -> list.sort(
                        Comparator.comparingInt((Form<T> form) -> form.words().size())
                                .reversed()));
    }

    /** Empty when nothing in it is a word. */
    static List<String> words(String term) {
        return Sentence.in(term).stream()
                .flatMap(sentence -> sentence.words().stream())
                .map(word -> bare(word.plain()))
                .toList();
    }

    /** The longest term at each place. */
    List<Found<T>> in(Sentence sentence) {
        var words = sentence.words();
        var found = new ArrayList<Found<T>>();
        for (int i = 0; i < words.size(); i++) {
            for (var form : byFirstWord.getOrDefault(bare(words.get(i).plain()), List.of())) {
                if (isAt(form.words(), words, i)) {
                    int last = i + form.words().size() - 1;
                    found.add(new Found<>(
                            form.meaning(), words.get(i).from(), words.get(last).to()));
                    i = last;
                    break;
                }
            }
        }
        return found;
    }

    private static boolean isAt(List<String> wanted, List<Sentence.Word> words, int at) {
        if (at + wanted.size() > words.size()) {
            return false;
        }
        for (int i = 0; i < wanted.size(); i++) {
            if (!wanted.get(i).equals(bare(words.get(at + i).plain()))) {
                return false;
            }
        }
        return true;
    }

    /** Without the mark of the plural. */
    private static String bare(String word) {
        return word.length() >= SHORTEST_PLURAL && (word.endsWith("s") || word.endsWith("x"))
                ? word.substring(0, word.length() - 1)
                : word;
    }
}
