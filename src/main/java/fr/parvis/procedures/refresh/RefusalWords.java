package fr.parvis.procedures.refresh;

import fr.parvis.procedures.SheetImport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Says in the reader's language why a file was not taken; the import itself speaks English, as the command line does. */
@Component
class RefusalWords {
    private static final Map<Pattern, String> REASONS = reasons();

    private static Map<Pattern, String> reasons() {
        var reasons = new LinkedHashMap<Pattern, String>();
        reasons.put(Pattern.compile("the file is empty"), "editor.refusal.empty");
        reasons.put(
                Pattern.compile("not (?:well-formed XML|readable as JSON) \\(line (\\d+), column (\\d+)\\)"),
                "editor.refusal.broken-at");
        reasons.put(
                Pattern.compile("not (?:well-formed XML|readable as JSON)|it ends before its root does"),
                "editor.refusal.broken");
        reasons.put(Pattern.compile("it is nested.*|it has more than .*|larger than .*"), "editor.refusal.too-large");
        reasons.put(
                Pattern.compile("it declares a document type.*|it refers to the entity .*"),
                "editor.refusal.dangerous");
        reasons.put(Pattern.compile("its name leads out of the archive"), "editor.refusal.leaves");
        reasons.put(Pattern.compile("it has no ID|its ID .*"), "editor.refusal.number");
        reasons.put(Pattern.compile("it has no title"), "editor.refusal.title");
        reasons.put(Pattern.compile("it names no audience|its audience .*"), "editor.refusal.audience");
        reasons.put(Pattern.compile("its date (\\S+) does not exist"), "editor.refusal.date");
        reasons.put(Pattern.compile("the sheet (\\S+) came already from (.*)"), "editor.refusal.twice");
        return reasons;
    }

    private final MessageSource messages;

    RefusalWords(MessageSource messages) {
        this.messages = messages;
    }

    /** As the import put it, where nobody has put it better. */
    String of(SheetImport.Refusal refusal, Locale locale) {
        for (var reason : REASONS.entrySet()) {
            var found = reason.getKey().matcher(refusal.reason());
            if (found.matches()) {
                var parts = new ArrayList<Object>();
                for (int i = 1; i <= found.groupCount(); i++) {
                    parts.add(found.group(i));
                }
                var words = messages.getMessage(reason.getValue(), parts.toArray(), refusal.reason(), locale);
                return words == null ? refusal.reason() : words;
            }
        }
        return refusal.reason();
    }
}
