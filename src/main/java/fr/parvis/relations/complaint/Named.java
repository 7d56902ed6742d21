package fr.parvis.relations.complaint;

import fr.parvis.relations.inbox.Colleagues;
import fr.parvis.relations.inbox.Colleagues.Colleague;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Which account the words of a complaint name: only ever a proposal, and none where several people may be meant. A last name alone counts where
 * the person says whom they mean, or after "Madame" or "Monsieur": many are ordinary words.
 */
final class Named {
    private static final List<String> TITLES = List.of("m", "mr", "mme", "mlle", "madame", "monsieur", "mademoiselle");
    private static final int SHORTEST = 2;

    private Named() {}

    /** @param about whom, in the words of the person; "" when they did not say */
    static Optional<UUID> of(String about, String words, List<Colleague> colleagues) {
        var meant = plain(about);
        var all = meant + plain(words);
        return only(colleagues, one -> isIn(all, one.handle()) || isIn(all, turned(one)))
                .or(() -> only(
                        colleagues,
                        one -> last(one).length() >= SHORTEST
                                && (isIn(meant, last(one))
                                        || TITLES.stream().anyMatch(title -> isIn(all, title + "." + last(one))))));
    }

    private static Optional<UUID> only(List<Colleague> colleagues, Predicate<Colleague> isNamed) {
        var named = colleagues.stream().filter(isNamed).toList();
        return named.size() == 1 ? Optional.of(named.getFirst().id()) : Optional.empty();
    }

    private static boolean isIn(String plain, String name) {
        return plain.contains("." + name + ".");
    }

    private static String plain(String text) {
        return "." + Colleagues.handle(text) + ".";
    }

    private static String last(Colleague one) {
        return Colleagues.handle(one.name().strip().replaceFirst("^.*\\s", ""));
    }

    /** "Essai Nadia" */
    private static String turned(Colleague one) {
        return Colleagues.handle(one.name().strip().replaceFirst("^(.*)\\s(\\S+)$", "$2 $1"));
    }
}
