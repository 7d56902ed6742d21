package fr.parvis.relations.web;

import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.Language;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.relations.Channel;
import fr.parvis.relations.NewRequest;
import fr.parvis.relations.Request;
import fr.parvis.relations.calls.CallWindows;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A question or a wish to be called, as it is typed.
 *
 * @param reply how the person would like the answer: page, email or phone
 * @param moment when a call suits, in seconds since 1970; empty when any moment does
 * @param language that the person speaks; empty for that of the page
 * @param fiche the sheet that it was asked from
 * @param website shown to nobody: what fills it is a machine
 * @param form made with the form
 */
record AskForm(
        @Nullable String words,
        @Nullable String reply,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String moment,
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable String language,
        @Nullable String fiche,
        @Nullable String website,
        @Nullable String form) {

    static AskForm empty(@Nullable String fiche, String form) {
        return new AskForm("", "page", "", "", "", "", "", "", Forms.line(fiche), "", form);
    }

    AskForm withPhone(String number) {
        return new AskForm(words, reply, email, number, moment, firstName, lastName, language, fiche, website, form);
    }

    /** Never null, and the line breaks of what was written kept. */
    AskForm cleaned() {
        return new AskForm(
                Forms.lines(words),
                switch (Objects.requireNonNullElse(reply, "")) {
                    case "email" -> "email";
                    case "phone" -> "phone";
                    default -> "page";
                },
                Forms.line(email),
                Forms.line(phone),
                Forms.line(moment),
                Forms.line(firstName),
                Forms.line(lastName),
                Forms.line(language),
                Forms.line(fiche),
                Forms.line(website),
                Forms.line(form));
    }

    /** Only what the way of answering needs is kept. */
    NewRequest question(String language, Request.@Nullable About about) {
        refuseMachines();
        var byMail = "email".equals(reply);
        var byPhone = "phone".equals(reply);
        if (byMail && text(email).isEmpty()) {
            throw ProblemException.field("email", "relations", "email-missing");
        }
        if (byPhone && text(phone).isEmpty()) {
            throw ProblemException.field("phone", "relations", "phone-missing");
        }
        var said =
                new Request.Said("", text(words), "", "", byMail ? text(email) : "", byPhone ? text(phone) : "", null);
        return NewRequest.web(Request.Kind.QUESTION, language, about, said, text(form));
    }

    /** @param window null when no hour has a place: the call is then due on a day */
    NewRequest callBack(String page, Request.@Nullable About about, CallWindows.@Nullable Window window) {
        refuseMachines();
        var said = new Request.Said(
                "",
                text(words),
                text(firstName),
                text(lastName),
                text(email),
                text(phone),
                window == null ? null : window.moment());
        return new NewRequest(
                Request.Kind.CALL_BACK,
                null,
                Channel.WEB,
                Language.of(text(language)).map(Language::tag).orElse(page),
                about,
                window == null ? null : window.site(),
                said,
                text(form));
    }

    private void refuseMachines() {
        if (!text(website).isEmpty()) {
            throw ProblemException.field("website", "relations", "machine");
        }
    }

    private static String text(@Nullable String typed) {
        return Objects.requireNonNullElse(typed, "");
    }
}
