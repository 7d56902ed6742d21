package fr.parvis.relations.usager.web;

import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.ProblemException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is typed in one of the short forms of a sheet; those of the others are empty. */
record SheetTyped(
        @Nullable String kind,
        @Nullable String value,
        @Nullable String fact,
        @Nullable String source,
        @Nullable String validUntil,
        @Nullable String purpose,
        @Nullable String given,
        @Nullable String how,
        @Nullable String helperName,
        @Nullable String helperContact,
        @Nullable String helperUntil,
        @Nullable String helperProof) {
    static final SheetTyped NOTHING = new SheetTyped("", "", "", "", "", "", "", "", "", "", "", "");

    SheetTyped cleaned() {
        return new SheetTyped(
                Forms.line(kind),
                Forms.line(value),
                Forms.line(fact),
                Forms.line(source),
                Forms.line(validUntil),
                Forms.line(purpose),
                Forms.line(given),
                Forms.line(how),
                Forms.line(helperName),
                Forms.line(helperContact),
                Forms.line(helperUntil),
                Forms.line(helperProof));
    }

    static LocalDate day(String field, @Nullable String typed) {
        try {
            return LocalDate.parse(Forms.line(typed));
        } catch (DateTimeParseException unread) {
            throw ProblemException.field(field, "relations", "usager-day-unreadable");
        }
    }

    static <T> T chosen(String field, Optional<T> choice) {
        return choice.orElseThrow(() -> ProblemException.field(field, "relations", "usager-choice-unknown"));
    }
}
