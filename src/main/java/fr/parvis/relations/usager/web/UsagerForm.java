package fr.parvis.relations.usager.web;

import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.relations.usager.Channel;
import fr.parvis.relations.usager.Consents;
import fr.parvis.relations.usager.Need;
import fr.parvis.relations.usager.Particulars;
import fr.parvis.relations.usager.Usager;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A person as they are typed.
 *
 * @param agreed how the person agreed to their needs being kept; empty when nobody asked them now
 * @param revision empty for somebody new
 */
record UsagerForm(
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String language,
        @Nullable String channel,
        @Nullable String moment,
        @Nullable List<@Nullable String> needs,
        @Nullable String agreed,
        @Nullable String revision) {

    static UsagerForm empty(String lastName) {
        return new UsagerForm("", lastName, "", "", "fr", "", "", List.of(), "", "");
    }

    static UsagerForm of(Usager usager) {
        var preferences = usager.preferences();
        var channel = preferences.channel();
        var moment = preferences.moment();
        return new UsagerForm(
                usager.firstName(),
                usager.lastName(),
                "",
                "",
                preferences.language(),
                channel == null ? "" : channel.code(),
                moment == null ? "" : moment.code(),
                List.copyOf(preferences.needs().stream().map(Need::code).toList()),
                "",
                Integer.toString(usager.revision()));
    }

    UsagerForm cleaned() {
        return new UsagerForm(
                Forms.line(firstName),
                Forms.line(lastName),
                Forms.line(email),
                Forms.line(phone),
                Forms.line(language),
                Forms.line(channel),
                Forms.line(moment),
                List.copyOf(ticked()),
                Forms.line(agreed),
                Forms.line(revision));
    }

    UsagerForm at(int newRevision) {
        return new UsagerForm(
                firstName,
                lastName,
                email,
                phone,
                language,
                channel,
                moment,
                needs,
                agreed,
                Integer.toString(newRevision));
    }

    Set<String> ticked() {
        return Forms.ticked(needs);
    }

    /** @throws ProblemException when a choice is none of those offered */
    Particulars particulars() {
        var way = Forms.line(channel);
        var time = Forms.line(moment);
        return new Particulars(
                Forms.line(firstName),
                Forms.line(lastName),
                Forms.line(language),
                way.isEmpty()
                        ? null
                        : Channel.of(way)
                                .orElseThrow(
                                        () -> ProblemException.field("channel", "relations", "usager-channel-unknown")),
                time.isEmpty()
                        ? null
                        : Usager.Moment.of(time)
                                .orElseThrow(
                                        () -> ProblemException.field("moment", "relations", "usager-choice-unknown")),
                Need.all(ticked()));
    }

    Consents.@Nullable Taking taking() {
        return Channel.of(Forms.line(agreed))
                .map(how -> new Consents.Taking(how, Consents.WORDS))
                .orElse(null);
    }

    int revisionNumber() {
        var text = Forms.line(revision);
        return text.matches("\\d{1,9}") ? Integer.parseInt(text) : -1;
    }
}
