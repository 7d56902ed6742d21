package fr.parvis.messaging.incoming;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Pure: a text apart in what is new, what it quotes and how it is signed, as mail programs write that in French, English and the other
 * languages of usagers. When in doubt, what was written stays in what is new.
 */
record FoldedText(String fresh, String quote, String signature) {
    private static final int READ_OF_A_LINE = 400;
    private static final int LINES_OF_A_SIGNATURE = 12;
    private static final Pattern WROTE = Pattern.compile(
            "(?iu)^\\W{0,4}(le|on|el|em|am|il|у|в|ср|пн|вт|чт|пт|сб|нд|في)\\b?.{4,300}"
                    + "(a écrit|a ecrit|wrote|escribió|escreveu|schrieb|ha scritto|пише|написав|написала|пишет|كتب)[\\s\u00a0\u202f]*:?[\\s\u00a0]*$");
    private static final Pattern BEGINS_TO_SAY_WHO_WROTE = Pattern.compile(
            "(?iu)^\\W{0,4}(le|on|el|em|am|il)\\b.{0,40}(\\d|lun|mar|mer|jeu|ven|sam|dim|mon|tue|wed|thu|fri|sat|sun).*");
    private static final Pattern ORIGINAL = Pattern.compile(
            "(?iu)^\\s*[-_*=\u2500]{2,}\\s*(message d.origine|message original|message initial|message transféré|original message|forwarded message"
                    + "|mensaje original|mensaje reenviado|mensagem original|mensagem encaminhada|ursprüngliche nachricht)\\b.{0,40}$");
    private static final Pattern FROM = Pattern.compile("(?iu)^[\\s*]*(de|from|von|para|від)\\b[\\s*\u00a0]*:.*");
    private static final Pattern HEADER = Pattern.compile(
            "(?iu)^[\\s*]*(envoyé|envoyé le|sent|date|enviado|enviado el|gesendet|à|to|a|para|cc|objet|subject|asunto|assunto|betreff)[\\s*\u00a0]*:.*");
    private static final Pattern DELIMITER = Pattern.compile("^--[\\s\u00a0]*$");
    private static final Pattern SENT_FROM = Pattern.compile(
            "(?iu)^\\s*(envoyé (de|depuis|à partir de) (mon|ma|l.|outlook|yahoo|l’)|sent (from|via|with) (my|outlook|yahoo|proton|the|samsung)"
                    + "|obtenir outlook|get outlook|télécharger outlook|enviado desde mi|enviado do meu).*");

    static FoldedText of(String text) {
        var lines = text.lines().toList();
        int quote = beginOfQuote(lines);
        var before = lines.subList(0, quote);
        var after = lines.subList(quote, lines.size());
        var quoted = new ArrayList<String>();
        var fresh = new ArrayList<String>();
        split(before, fresh, quoted);
        if (after.stream().anyMatch(FoldedText::isQuoted)) {
            // between or below what is quoted, people may have answered
            int head = 0;
            while (head < after.size() && !isQuoted(after.get(head))) {
                head++;
            }
            quoted.addAll(after.subList(0, head));
            split(after.subList(head, after.size()), fresh, quoted);
        } else {
            quoted.addAll(after);
        }
        int signature = beginOfSignature(fresh);
        var written = joined(fresh.subList(0, signature));
        if (written.isEmpty()) {
            // a message that was only passed on, or only signed: that is what it says
            return new FoldedText(text.strip(), "", "");
        }
        return new FoldedText(written, joined(quoted), joined(fresh.subList(signature, fresh.size())));
    }

    private static void split(List<String> lines, List<String> fresh, List<String> quoted) {
        for (var line : lines) {
            (isQuoted(line) ? quoted : fresh).add(line);
        }
    }

    private static boolean isQuoted(String line) {
        return line.startsWith(">") || line.startsWith(" >");
    }

    private static int beginOfQuote(List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            var line = read(lines.get(i));
            if (ORIGINAL.matcher(line).matches() || saysWhoWrote(lines, i) || isOutlookHead(lines, i)) {
                return isRule(lines, i - 1) ? i - 1 : i;
            }
        }
        return lines.size();
    }

    private static boolean isRule(List<String> lines, int i) {
        return i >= 0 && lines.get(i).matches("\\s*[_\u2500-]{10,200}\\s*");
    }

    /** Mail programs break that line where it gets long. */
    private static boolean saysWhoWrote(List<String> lines, int i) {
        var said = read(lines.get(i));
        if (WROTE.matcher(said).matches()) {
            return true;
        }
        if (!BEGINS_TO_SAY_WHO_WROTE.matcher(said).matches()) {
            return false;
        }
        for (int next = i + 1;
                next <= i + 2 && next < lines.size() && !lines.get(next).isBlank();
                next++) {
            said = read(said + " " + lines.get(next));
            if (WROTE.matcher(said).matches()) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOutlookHead(List<String> lines, int i) {
        if (!FROM.matcher(read(lines.get(i))).matches()) {
            return false;
        }
        int known = 0;
        for (int next = i + 1; next <= i + 6 && next < lines.size(); next++) {
            known += HEADER.matcher(read(lines.get(next))).matches() ? 1 : 0;
        }
        return known >= 2;
    }

    /** Only a short end of a text is a signature. */
    private static int beginOfSignature(List<String> lines) {
        int begin = lines.size();
        int written = 0;
        for (int i = lines.size() - 1; i >= 0 && written <= LINES_OF_A_SIGNATURE; i--) {
            var line = read(lines.get(i));
            written += line.isBlank() ? 0 : 1;
            if (DELIMITER.matcher(line).matches()
                    || written <= 3 && SENT_FROM.matcher(line).matches()) {
                begin = i;
            }
        }
        return begin;
    }

    private static String read(String line) {
        return line.substring(0, Math.min(READ_OF_A_LINE, line.length()))
                .replace('\u00a0', ' ')
                .replace('\u202f', ' ');
    }

    private static String joined(List<String> lines) {
        return String.join("\n", lines).replaceAll("\n{3,}", "\n\n").strip();
    }
}
