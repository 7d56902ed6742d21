package fr.parvis.procedures.clear;

/**
 * How hard a French text is.
 *
 * @param kandelMoles 207 − 1.015 × words a sentence − 73.6 × syllables a word (Kandel and Moles, 1958, the formula of Flesch
 *     refitted to French): from 0, very hard, to 100, very easy; may go beyond
 * @param lix words a sentence + words of more than six letters in a hundred (Björnsson, 1968; compared between languages, French
 *     among them, in Reading Research Quarterly 18, 1983): about 25 for a children's book, 60 for a law
 */
public record Scores(
        int words,
        int sentences,
        double wordsASentence,
        double kandelMoles,
        double lix,
        int longSentences,
        int jargon,
        int passives,
        int nominal) {
    /** Fewer words than this say nothing of how a text reads. */
    public static final int FEWEST_WORDS = 30;

    /** The steps of the scale of Flesch, in which the Kandel-Moles score is read. */
    public enum Level {
        EASY,
        STANDARD,
        HARD,
        VERY_HARD;

        public static Level of(double kandelMoles) {
            return kandelMoles >= 70 ? EASY : kandelMoles >= 50 ? STANDARD : kandelMoles >= 30 ? HARD : VERY_HARD;
        }
    }

    public Level level() {
        return Level.of(kandelMoles);
    }

    public boolean tell() {
        return words >= FEWEST_WORDS;
    }

    /** As it is shown: a whole number from 0 to 100. */
    public int outOfHundred() {
        return outOfHundred(kandelMoles);
    }

    public static int outOfHundred(double kandelMoles) {
        return Math.clamp(Math.round(kandelMoles), 0, 100);
    }

    /** Terms of jargon in a hundred words. */
    public double jargonInHundred() {
        return words == 0 ? 0 : 100.0 * jargon / words;
    }
}
