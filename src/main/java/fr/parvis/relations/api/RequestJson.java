package fr.parvis.relations.api;

import fr.parvis.directory.Directory;
import fr.parvis.platform.web.Language;
import fr.parvis.relations.Interaction;
import fr.parvis.relations.NextStep;
import fr.parvis.relations.Request;
import fr.parvis.relations.RequestTypes;
import fr.parvis.relations.law.LegalRule;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** The shapes of requests in /api/v1; instants carry the organisation's own offset. */
@Component
class RequestJson {
    /** @param due a date */
    record Step(String what, String owner, LocalDate due) {}

    /**
     * @param silence accepted, refused or none: what it means when nobody has decided
     * @param silenceOn the day on which it does; null when it never does, or not before somebody has acted
     */
    record Law(
            String silence,
            @Nullable LocalDate silenceOn,
            @Nullable LocalDate acknowledgeBy,
            @Nullable OffsetDateTime acknowledgedAt,
            String source) {}

    record Who(String firstName, String lastName, String email, String phone, String language) {}

    /**
     * @param direction in (from the person), out (to the person) or note (between colleagues)
     * @param text null once the personal data is erased
     */
    record Exchange(
            UUID id,
            String direction,
            String channel,
            OffsetDateTime at,
            String by,
            @Nullable String text) {}

    /**
     * @param deadline the last day on which an answer keeps the promise
     * @param outcome the words that ended it
     * @param usager null once the personal data is erased
     */
    record RequestBody(
            UUID id,
            String reference,
            String kind,
            boolean complaint,
            @Nullable String type,
            String state,
            String channel,
            @Nullable String site,
            @Nullable String subject,
            OffsetDateTime receivedAt,
            LocalDate deadline,
            @Nullable Step nextStep,
            Law legal,
            @Nullable Who usager,
            @Nullable String outcome,
            @Nullable OffsetDateTime closedAt,
            @Nullable List<Exchange> interactions) {}

    /** @param token opens the page of the request: it is the person's */
    record Received(
            String reference,
            String token,
            String state,
            @Nullable Step nextStep,
            LocalDate deadline,
            boolean complaint) {}

    private final Directory directory;
    private final RequestTypes types;
    private final MessageSource texts;

    RequestJson(Directory directory, RequestTypes types, MessageSource texts) {
        this.directory = directory;
        this.types = types;
        this.texts = texts;
    }

    Received received(Request request) {
        return new Received(
                request.reference().code(),
                request.key().code(),
                code(request.state()),
                step(request),
                request.dueOn(),
                request.kind() == Request.Kind.COMPLAINT);
    }

    RequestBody body(Request request, @Nullable List<Interaction> interactions) {
        var said = request.said();
        var legal = request.legal();
        var site = request.site();
        var type = request.type();
        return new RequestBody(
                request.id(),
                request.reference().code(),
                code(request.kind()),
                request.kind() == Request.Kind.COMPLAINT,
                type == null ? null : types.find(type).map(one -> one.slug()).orElse(null),
                code(request.state()),
                request.channel().code(),
                site == null ? null : directory.site(site).slug(),
                said == null ? null : said.subject(),
                at(request.receivedAt()),
                request.dueOn(),
                step(request),
                new Law(
                        silence(legal.rule().silence()),
                        legal.silenceOn(),
                        legal.acknowledgeBy(),
                        atOrNull(legal.acknowledgedAt()),
                        legal.rule().source()),
                said == null
                        ? null
                        : new Who(said.firstName(), said.lastName(), said.email(), said.phone(), request.language()),
                request.outcome(),
                atOrNull(request.closedAt()),
                interactions == null
                        ? null
                        : interactions.stream().map(this::exchange).toList());
    }

    Exchange exchange(Interaction one) {
        return new Exchange(one.id(), code(one.direction()), one.channel().code(), at(one.at()), one.by(), one.words());
    }

    private @Nullable Step step(Request request) {
        var next = request.next();
        return next == null ? null : new Step(what(next), owner(next), next.due());
    }

    private String what(NextStep next) {
        var usual = next.usual();
        return usual == null ? next.what() : text("relations.next." + usual.name());
    }

    private String owner(NextStep next) {
        return !next.owner().isEmpty()
                ? next.owner()
                : text(next.usual() == NextStep.Usual.COMPLETE ? "relations.usager" : "relations.team");
    }

    private String text(String key) {
        return texts.getMessage(key, null, Language.FRENCH.locale());
    }

    private static String silence(LegalRule.Silence silence) {
        return switch (silence) {
            case ACCEPTANCE -> "accepted";
            case REFUSAL -> "refused";
            case NOTHING -> "none";
        };
    }

    private static String code(Enum<?> one) {
        return one.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private OffsetDateTime at(Instant instant) {
        return instant.atZone(directory.zone()).toOffsetDateTime();
    }

    private @Nullable OffsetDateTime atOrNull(@Nullable Instant instant) {
        return instant == null ? null : at(instant);
    }
}
