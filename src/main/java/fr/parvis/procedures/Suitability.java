package fr.parvis.procedures;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How well a sheet suits a question apart from how much its words weigh: what else its title says, its kind, for whom it is,
 * and a little how much it is needed. Around 1. Pure.
 */
final class Suitability {
    /**
     * How much a sheet is needed.
     *
     * @param links how many sheets lead to it
     * @param oftenAsked on the list of what is asked for most everywhere
     * @param opened how many times it was opened here in the last 30 days
     */
    record Need(int links, boolean oftenAsked, int opened) {
        static final Need UNKNOWN = new Need(0, false, 0);
    }

    /**
     * A sheet that may answer.
     *
     * @param title how rare each stem of its title is
     * @param pairs how many of the question's pairs of words stand in it side by side
     * @param phrase how near the question is to one that people ask for it, from 0 to 1
     */
    record Candidate(
            long key,
            String kind,
            Map<String, Double> title,
            int pairs,
            double phrase,
            boolean ofCivilService,
            Need need) {}

    private static final double TITLE_SAYS_LITTLE_ELSE = 0.21;
    private static final double SIDE_BY_SIDE = 0.12;
    private static final double NEAR_A_PHRASE = 0.5;
    private static final double LED_TO = 0.018;
    private static final double OFTEN_ASKED = 0.12;
    /** Real use never gives more than this, so it decides only between sheets that answer about as well. */
    private static final double OPENED_AT_MOST = 0.04;

    private static final double OPENED_HALF = 50;

    /** Who asks in one or two words wants the whole subject. */
    private static final int SHORT = 2;

    private static final double FOLDER_FOR_SHORT = 1.15;
    private static final String FOLDER = "Dossier";

    /** An organisation writes about what is asked for at its own counters. */
    private static final double OF_THE_ORGANISATION = 1.2;

    private static final Map<String, Double> KINDS = Map.ofEntries(
            Map.entry(Sheet.LOCAL_KIND, OF_THE_ORGANISATION),
            Map.entry("Fiche d'information", 1.0),
            Map.entry("Fiche d'information conditionnée", 1.0),
            Map.entry("Fiche Question-réponse", 1.0),
            Map.entry("Fiche Question-réponse conditionnée", 1.0),
            Map.entry("Fiche Comment faire si", 0.95),
            Map.entry("Fiche Comment faire si - simulateur", 0.95),
            Map.entry(FOLDER, 0.9),
            Map.entry("Fiche avec liens externes", 0.8),
            Map.entry("Recherche guidée", 0.7),
            Map.entry("Theme", 0.5));

    /** A title with one of these is for fewer people: it comes later unless the question says so. */
    private static final Map<String, Double> FOR_FEWER =
            Map.of("mineur", 0.8, "etranger", 0.85, "europeen", 0.8, "enfant", 0.95);

    private static final double CIVIL_SERVICE = 0.85;
    private static final Set<String> OF_CIVIL_SERVICE = Set.of(
            "fonction", "fonctionnair", "publiqu", "public", "agent", "enseign", "titulair", "contractuel", "mair");

    private static final Pattern SAYS_CIVIL_SERVICE =
            Pattern.compile("fonction publique|agents? publics?|fonctionnaire|contractuel");

    private Suitability() {}

    static boolean isOfCivilService(String folderAndTitle) {
        return SAYS_CIVIL_SERVICE
                .matcher(String.join(" ", Words.of(folderAndTitle)))
                .find();
    }

    /** @param asked how much each stem was asked for, from 0 to 1 */
    static double of(Candidate sheet, Ranking.Question question, Map<String, Double> asked) {
        var factor = title(sheet, asked)
                * KINDS.getOrDefault(sheet.kind(), 0.9)
                * need(sheet.need())
                * (1 + NEAR_A_PHRASE * sheet.phrase());
        if (sheet.kind().equals(FOLDER) && question.groups().size() <= SHORT) {
            factor *= FOLDER_FOR_SHORT;
        }
        if (!question.pairs().isEmpty()) {
            factor *= 1 + SIDE_BY_SIDE * sheet.pairs() / question.pairs().size();
        }
        if (sheet.ofCivilService() && asked.keySet().stream().noneMatch(OF_CIVIL_SERVICE::contains)) {
            factor *= CIVIL_SERVICE;
        }
        for (var fewer : FOR_FEWER.entrySet()) {
            if (sheet.title().containsKey(fewer.getKey()) && !asked.containsKey(fewer.getKey())) {
                factor *= fewer.getValue();
            }
        }
        return factor;
    }

    private static double title(Candidate sheet, Map<String, Double> asked) {
        double all = 0;
        double said = 0;
        for (var stem : sheet.title().entrySet()) {
            all += stem.getValue();
            said += stem.getValue() * Math.min(1, asked.getOrDefault(stem.getKey(), 0.0));
        }
        return 1 - TITLE_SAYS_LITTLE_ELSE + TITLE_SAYS_LITTLE_ELSE * (all == 0 ? 0 : said / all);
    }

    private static double need(Need need) {
        return (1 + LED_TO * Math.log1p(need.links()))
                * (need.oftenAsked() ? 1 + OFTEN_ASKED : 1)
                * (1 + OPENED_AT_MOST * need.opened() / (need.opened() + OPENED_HALF));
    }
}
