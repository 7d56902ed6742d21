package fr.parvis.procedures.refresh;

import fr.parvis.procedures.SheetImport;
import java.util.Locale;
import java.util.Objects;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Says in the reader's language why a file was not taken; the import itself speaks English, as the command line does. */
@Component
class RefusalWords {
    private final MessageSource messages;

    RefusalWords(MessageSource messages) {
        this.messages = messages;
    }

    String of(SheetImport.Refusal refusal, Locale locale) {
        var flaw = refusal.flaw();
        return flaw == null
                ? refusal.reason()
                : Objects.requireNonNull(messages.getMessage(
                        "editor.refusal." + flaw, refusal.details().toArray(), refusal.reason(), locale));
    }
}
