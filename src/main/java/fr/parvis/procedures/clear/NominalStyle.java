package fr.parvis.procedures.clear;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Nouns where verbs would do: three complements with "de" in a row, or four nouns of action in a sentence. Goes by endings and
 * by small words, so it also takes a chain of mere names ("la mairie de Saint-Denis de la Réunion"), and misses chains with
 * "à", "pour" or "par".
 */
final class NominalStyle {
    private static final Set<String> LINKS = Set.of("de", "du", "des", "d");
    /** Before "de" they make a preposition or a quantity, not a complement. */
    private static final Set<String> NO_HEAD = Set.of(
            "moins",
            "plus",
            "partir",
            "compter",
            "cas",
            "afin",
            "lors",
            "près",
            "hors",
            "avant",
            "auprès",
            "cours",
            "fin",
            "ans",
            "mois",
            "jours",
            "au-delà",
            "delà",
            "côté",
            "fois",
            "peu",
            "beaucoup",
            "aucun",
            "pas",
            "raison",
            "cadre",
            "fonction",
            "notamment",
            "hauteur",
            "réserve",
            "issu",
            "issus",
            "dispose",
            "disposez",
            "justifie",
            "dépend",
            "dépendent");

    private static final int FURTHEST = 4;
    private static final int LINKS_IN_A_ROW = 3;
    private static final int NOUNS_OF_ACTION = 4;
    private static final Pattern OF_ACTION = Pattern.compile(".{3,}(?:tion|sion|ement|ance|ence|age|issage)s?");
    private static final Set<String> PLAIN_NOUNS = Set.of(
            "situation",
            "situations",
            "question",
            "questions",
            "logement",
            "logements",
            "attention",
            "naissance",
            "mariage",
            "mariages",
            "personnage",
            "appartement",
            "département",
            "départements",
            "information",
            "informations",
            "document",
            "documents",
            "assurance",
            "vacances",
            "allocation",
            "allocations",
            "association",
            "associations",
            "agence",
            "profession",
            "seulement",
            "notamment",
            "également",
            "totalement",
            "directement",
            "gratuitement",
            "immédiatement",
            "uniquement",
            "avantage",
            "village",
            "dommage",
            "enfance",
            "science",
            "sciences",
            "page",
            "étage",
            "séance");

    private NominalStyle() {}

    static List<Hindrance> in(String text, Sentence sentence) {
        var found = new ArrayList<Hindrance>();
        chains(text, sentence.words(), found);
        var nouns = sentence.words().stream()
                .filter(word -> OF_ACTION.matcher(word.plain()).matches() && !PLAIN_NOUNS.contains(word.plain()))
                .toList();
        if (found.isEmpty() && nouns.size() >= NOUNS_OF_ACTION) {
            found.add(
                    Hindrance.at(
                            text,
                            Hindrance.Kind.NOMINAL,
                            nouns.getFirst().from(),
                            nouns.getLast().to(),
                            nouns.size() + " noms d’action dans une phrase\u00a0: elle devient abstraite.",
                            "Prenez des verbes\u00a0: «\u00a0déposer\u00a0» plutôt que «\u00a0le dépôt\u00a0», «\u00a0payer\u00a0» plutôt que «\u00a0le paiement\u00a0»."));
        }
        return found;
    }

    private static void chains(String text, List<Sentence.Word> words, List<Hindrance> found) {
        int first = -1;
        int last = -1;
        int links = 0;
        for (int i = 1; i < words.size(); i++) {
            if (!LINKS.contains(words.get(i).plain())
                    || NO_HEAD.contains(words.get(i - 1).plain())) {
                continue;
            }
            if (links > 0
                    && i - last <= FURTHEST
                    && isUnbroken(text, words.get(last).to(), words.get(i).from())) {
                links++;
            } else {
                tell(text, words, first, last, links, found);
                first = i - 1;
                links = 1;
            }
            last = i;
        }
        tell(text, words, first, last, links, found);
    }

    private static void tell(
            String text, List<Sentence.Word> words, int first, int last, int links, List<Hindrance> found) {
        if (links < LINKS_IN_A_ROW) {
            return;
        }
        int end = last + 1;
        while (end + 1 < words.size()
                && (words.get(end).elided()
                        || Set.of("la", "le", "les", "votre", "vos", "un", "une")
                                .contains(words.get(end).plain()))) {
            end++;
        }
        found.add(
                Hindrance.at(
                        text,
                        Hindrance.Kind.NOMINAL,
                        words.get(first).from(),
                        words.get(Math.min(end, words.size() - 1)).to(),
                        links + " compléments avec «\u00a0de\u00a0» à la suite.",
                        "Prenez un verbe\u00a0: «\u00a0pour renouveler la carte\u00a0» plutôt que «\u00a0la demande de renouvellement de la carte\u00a0»."));
    }

    private static boolean isUnbroken(String text, int from, int to) {
        return text.substring(from, to).chars().noneMatch(letter -> ",;:().".indexOf(letter) >= 0);
    }
}
