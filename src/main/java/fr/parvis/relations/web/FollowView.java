package fr.parvis.relations.web;

import fr.parvis.directory.Directory;
import fr.parvis.relations.Documents;
import fr.parvis.relations.FollowUp;
import fr.parvis.relations.Handovers;
import fr.parvis.relations.Interaction;
import fr.parvis.relations.NextStep;
import fr.parvis.relations.OfficeDays;
import fr.parvis.relations.Reference;
import fr.parvis.relations.Remedies;
import fr.parvis.relations.Request;
import fr.parvis.relations.RequestHistory;
import fr.parvis.relations.RequestType;
import fr.parvis.relations.RequestTypes;
import fr.parvis.relations.Requests;
import fr.parvis.relations.Satisfaction;
import fr.parvis.relations.Track;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** A request in the words and days of the person that it belongs to. */
@Component
class FollowView {
    /** @param own whether the words are the organisation's, in its language */
    record Stop(String label, boolean own, String day, Track.Place place) {}

    /** @param late the day has passed and nobody has acted */
    record Next(String what, boolean own, String who, String day, boolean late) {}

    /** @param size like "240 ko" */
    record File(String id, String name, String size) {}

    record Said(boolean mine, String by, String at, String words, List<File> files) {}

    /** @param until the day that the person was given; @param over whether it has passed */
    record Missing(String until, boolean over, String words) {}

    /** A refusal, while what it refused is looked at again. */
    record Decision(String day, String words, List<String> remedies) {}

    private final Requests requests;
    private final RequestTypes types;
    private final RequestHistory history;
    private final FollowUp followUp;
    private final Documents documents;
    private final Remedies remedies;
    private final Handovers handovers;
    private final Satisfaction satisfaction;
    private final Directory directory;
    private final OfficeDays days;
    private final RequestWords words;

    FollowView(
            Requests requests,
            RequestTypes types,
            RequestHistory history,
            FollowUp followUp,
            Documents documents,
            Remedies remedies,
            Handovers handovers,
            Satisfaction satisfaction,
            Directory directory,
            OfficeDays days,
            RequestWords words) {
        this.requests = requests;
        this.types = types;
        this.history = history;
        this.followUp = followUp;
        this.documents = documents;
        this.remedies = remedies;
        this.handovers = handovers;
        this.satisfaction = satisfaction;
        this.directory = directory;
        this.days = days;
        this.words = words;
    }

    void fill(Request request, Model model, Locale locale) {
        var type = type(request);
        var happened = history.of(request);
        var exchanged = requests.exchanged(request);
        var goesOn = requests.goesOn(request);
        var said = request.said();
        var closed = request.closedAt();
        model.addAttribute("one", request);
        model.addAttribute(
                "goesOn", goesOn.map(Request::reference).map(Reference::code).orElse(""));
        model.addAttribute("answered", answered(request, exchanged, locale));
        model.addAttribute("typeName", type == null ? "" : type.name());
        model.addAttribute("received", words.day(request.receivedAt(), locale));
        model.addAttribute("due", words.day(request.dueOn(), locale));
        model.addAttribute("closed", closed == null ? "" : words.day(closed, locale));
        model.addAttribute("late", words.isLate(request));
        model.addAttribute("moment", said == null || said.when() == null ? "" : words.moment(said.when(), locale));
        model.addAttribute("stops", stops(request, goesOn.isPresent(), type, happened, locale));
        model.addAttribute("next", next(request, locale));
        model.addAttribute("missing", missing(request, happened, exchanged, locale));
        model.addAttribute("silence", silence(request, locale));
        model.addAttribute("appeal", appeal(request, locale));
        model.addAttribute(
                "remedies",
                request.state() == Request.State.REFUSED && closed != null && said != null
                        ? remedies.after(request, days.on(closed, request.site()), locale)
                        : List.of());
        model.addAttribute("decision", decision(request, happened, exchanged, locale));
        model.addAttribute("handovers", handovers(request, locale));
        model.addAttribute(
                "opinion",
                closed == null || said == null ? "" : satisfaction.page(request).orElse(""));
        model.addAttribute("exchanged", said(exchanged, documents.of(request), locale));
        model.addAttribute(
                "concerned",
                followUp.concerned(request)
                        .map(Request::reference)
                        .map(Reference::code)
                        .orElse(""));
        model.addAttribute(
                "unreachable",
                said != null && said.email().isEmpty() && said.phone().isEmpty());
    }

    /** The day of our last word while nothing is asked of us any more but to end it; "" otherwise. */
    private String answered(Request request, List<Interaction> exchanged, Locale locale) {
        var next = request.next();
        var usual = next == null ? null : next.usual();
        if (exchanged.isEmpty()
                || exchanged.getLast().direction() != Interaction.Direction.OUT
                || usual != NextStep.Usual.ANSWER && usual != NextStep.Usual.DECIDE) {
            return "";
        }
        return words.day(exchanged.getLast().at(), locale);
    }

    /** One sentence for each. */
    private List<String> handovers(Request request, Locale locale) {
        return handovers.of(request.id()).stream()
                .map(one -> {
                    var answered = one.answeredAt();
                    return words.text(
                            "suivi.handover." + one.state(),
                            locale,
                            one.body(),
                            words.day(one.at(), locale),
                            answered == null ? words.day(one.dueOn(), locale) : words.day(answered, locale));
                })
                .toList();
    }

    private @Nullable RequestType type(Request request) {
        var id = request.type();
        return id == null ? null : types.find(id).orElse(null);
    }

    private List<Stop> stops(
            Request request,
            boolean goesOn,
            @Nullable RequestType type,
            List<RequestHistory.Event> happened,
            Locale locale) {
        return Track.of(request, type == null ? List.of() : type.steps(), happened).stops().stream()
                .map(stop -> new Stop(
                        label(stop, request, goesOn, locale),
                        stop.name() == Track.Name.STEP,
                        stop.at() == null ? "" : words.day(stop.at(), locale),
                        stop.place()))
                .toList();
    }

    private String label(Track.Stop stop, Request request, boolean goesOn, Locale locale) {
        return switch (stop.name()) {
            case STEP -> stop.words();
            case END -> words.text(goesOn ? "suivi.end.merged" : "suivi.end." + request.state(), locale);
            default -> words.text("suivi.stop." + stop.name(), locale);
        };
    }

    private @Nullable Next next(Request request, Locale locale) {
        var next = request.next();
        if (next == null) {
            return null;
        }
        var usual = next.usual();
        return new Next(
                usual == null ? next.what() : words.text("relations.next." + usual, locale),
                usual == null,
                usual == NextStep.Usual.COMPLETE
                        ? words.text("suivi.you", locale)
                        : next.owner().isEmpty() ? words.text("relations.team", locale) : next.owner(),
                words.day(next.due(), locale),
                request.state() != Request.State.INCOMPLETE && days.today().isAfter(next.due()));
    }

    /** In the words with which it was asked for. */
    private @Nullable Missing missing(
            Request request, List<RequestHistory.Event> happened, List<Interaction> exchanged, Locale locale) {
        var course = request.legal().course();
        if (request.state() != Request.State.INCOMPLETE || !course.isIncomplete()) {
            return null;
        }
        var until = course.missing().getLast().until();
        var asked = happened.stream()
                .filter(one -> one.what().equals("missing-asked"))
                .map(RequestHistory.Event::at)
                .reduce((_, last) -> last)
                .orElse(Instant.MAX);
        var asking = exchanged.stream()
                .filter(one -> one.direction() == Interaction.Direction.OUT
                        && !one.at().isAfter(asked))
                .map(Interaction::words)
                .filter(Objects::nonNull)
                .reduce((_, last) -> last)
                .orElse("");
        return new Missing(words.day(until, locale), days.today().isAfter(until), asking);
    }

    private @Nullable Decision decision(
            Request request, List<RequestHistory.Event> happened, List<Interaction> exchanged, Locale locale) {
        var refused = request.isOpen()
                && happened.stream()
                        .filter(one -> one.what().equals("closed"))
                        .reduce((_, last) -> last)
                        .filter(last -> last.state() == Request.State.REFUSED)
                        .isPresent();
        return exchanged.stream()
                .filter(one -> refused && one.closes() && one.words() != null)
                .reduce((_, last) -> last)
                .map(one -> new Decision(
                        words.day(one.at(), locale),
                        Objects.requireNonNullElse(one.words(), ""),
                        remedies.meanwhile(request, days.on(one.at(), request.site()), locale)))
                .orElse(null);
    }

    private String appeal(Request request, Locale locale) {
        var appeal = request.legal().appeal();
        return appeal == null || !request.isOpen()
                ? ""
                : words.text(
                        "suivi.appeal",
                        locale,
                        words.day(appeal.refused(), locale),
                        words.day(request.legal().course().received(), locale));
    }

    private String silence(Request request, Locale locale) {
        var on = request.legal().silenceOn();
        if (on == null || !request.isOpen()) {
            return "";
        }
        var legal = request.legal();
        var appeal = legal.appeal();
        var key = days.today().isAfter(on) ? "suivi.silence.over." : "relations.mail.silence.";
        return words.text(
                key + legal.means(),
                locale,
                words.day(on, locale),
                legal.rule().source(),
                appeal == null ? "" : words.day(appeal.refused(), locale));
    }

    private List<Said> said(List<Interaction> exchanged, List<Documents.Document> all, Locale locale) {
        return exchanged.stream()
                .filter(one -> one.words() != null && !one.words().isEmpty())
                .map(one -> new Said(
                        one.direction() == Interaction.Direction.IN,
                        one.direction() == Interaction.Direction.IN
                                ? words.text("suivi.you", locale)
                                : one.by().isEmpty() ? words.text("relations.team", locale) : one.by(),
                        words.at(one.at(), locale),
                        Objects.requireNonNullElse(one.words(), ""),
                        files(one, all, locale)))
                .toList();
    }

    private List<File> files(Interaction one, List<Documents.Document> all, Locale locale) {
        return all.stream()
                .filter(file -> file.interaction().equals(one.id()))
                .map(file -> new File(
                        file.id().toString(),
                        file.name(),
                        words.text("suivi.size", locale, Math.max(1, file.size() / 1024))))
                .toList();
    }
}
