package fr.parvis.platform.paper;

import com.openhtmltopdf.bidi.BidiReorderer;
import com.openhtmltopdf.bidi.BidiSplitter;
import com.openhtmltopdf.bidi.BidiTextRun;
import java.text.Bidi;
import java.util.List;
import java.util.stream.IntStream;

/** Which words of a paragraph on paper run from right to left, by the JDK's own algorithm, and how these are drawn. */
final class PaperDirections implements BidiSplitter {
    /** Pairs: each is drawn as the other where the text runs from right to left. */
    private static final String MIRRORED = "()[]{}<>«»‹›";

    private List<BidiTextRun> runs = List.of();

    @Override
    public void setParagraph(String paragraph, byte defaultDirection) {
        var bidi = new Bidi(
                paragraph, defaultDirection == RTL ? Bidi.DIRECTION_RIGHT_TO_LEFT : Bidi.DIRECTION_LEFT_TO_RIGHT);
        runs = IntStream.range(0, bidi.getRunCount())
                .mapToObj(i -> new BidiTextRun(
                        bidi.getRunStart(i),
                        bidi.getRunLimit(i) - bidi.getRunStart(i),
                        bidi.getRunLevel(i) % 2 == 0 ? LTR : RTL))
                .toList();
    }

    @Override
    public int countTextRuns() {
        return runs.size();
    }

    @Override
    public BidiTextRun getVisualRun(int runIndex) {
        return runs.get(runIndex);
    }

    @Override
    public byte getBaseDirection(String paragraph) {
        return new Bidi(paragraph, Bidi.DIRECTION_DEFAULT_LEFT_TO_RIGHT).baseIsLeftToRight() ? LTR : RTL;
    }

    /** Of words from right to left, before and while they are drawn. */
    static final class Drawing implements BidiReorderer {
        @Override
        public String reorderRTLTextToLTR(String text) {
            var drawn = new StringBuilder();
            text.codePoints()
                    .map(letter -> {
                        var pair = MIRRORED.indexOf(letter);
                        return pair < 0 ? letter : MIRRORED.charAt(pair ^ 1);
                    })
                    .forEach(letter -> drawn.insert(0, Character.toChars(letter)));
            return drawn.toString();
        }

        @Override
        public String shapeText(String text) {
            return ArabicLetters.joined(text);
        }

        @Override
        public String deshapeText(String text) {
            return ArabicLetters.plain(text);
        }

        @Override
        public boolean isLiveImplementation() {
            return true;
        }
    }
}
