package fr.parvis.relations;

import fr.parvis.directory.Directory;
import fr.parvis.messaging.IncomingSms;
import fr.parvis.messaging.SmsReceived;
import fr.parvis.messaging.incoming.IncomingMail;
import fr.parvis.messaging.incoming.IncomingMails;
import fr.parvis.messaging.incoming.MailReceived;
import fr.parvis.platform.rights.Erasures;
import fr.parvis.platform.web.Language;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/**
 * E-mail and SMS that people write become requests, or words of the one that they answer. The event registry brings each until it is
 * taken; {@code relations.intake} takes each once.
 */
@Component
class RequestIntake {
    private static final Pattern OURS = Pattern.compile("request ([0-9a-f-]{36}) .*");
    private static final int LONGEST_NOTE = 1000;
    private static final String ELLIPSIS = "…";

    private final IncomingMails mails;
    private final IncomingSms texts;
    private final IntakeTables intake;
    private final RequestTables tables;
    private final InteractionTables interactions;
    private final Requests requests;
    private final Handling handling;
    private final OfficeDays days;
    private final PeopleOfRequests people;
    private final Directory directory;
    private final MessageSource messages;
    private final Erasures erasures;
    private final Clock clock;

    RequestIntake(
            IncomingMails mails,
            IncomingSms texts,
            IntakeTables intake,
            RequestTables tables,
            InteractionTables interactions,
            Requests requests,
            Handling handling,
            OfficeDays days,
            PeopleOfRequests people,
            Directory directory,
            MessageSource messages,
            Erasures erasures,
            Clock clock) {
        this.mails = mails;
        this.texts = texts;
        this.intake = intake;
        this.tables = tables;
        this.interactions = interactions;
        this.requests = requests;
        this.handling = handling;
        this.days = days;
        this.people = people;
        this.directory = directory;
        this.messages = messages;
        this.erasures = erasures;
        this.clock = clock;
    }

    @ApplicationModuleListener
    void on(MailReceived received) {
        erasures.carry();
        var source = IntakeTables.ofMail(received.mailId());
        if (intake.isTaken(source)) {
            return;
        }
        mails.find(received.mailId()).ifPresent(mail -> {
            switch (received.nature()) {
                case PERSONAL -> take(source, mail);
                case AUTO_REPLY -> noteReply(source, mail);
                // a bounce is the outbox's affair; nobody waits for an answer to the others
                case BOUNCE, LOOP, BULK -> {}
            }
        });
    }

    private void take(String source, IncomingMail mail) {
        var about = answered(mail);
        var words = words(
                about.isPresent() ? mail.content().fresh() : mail.content().text(),
                mail.content().subject());
        var request = about.orElse(null);
        if (request != null) {
            intake.taken(
                    source,
                    request.id(),
                    handling.hear(request.id(), Channel.EMAIL, words, days.today(request.site()), encloses(mail))
                            .id(),
                    clock.instant());
            return;
        }
        var from = mail.content().from();
        var name = from.name().strip();
        var space = name.lastIndexOf(' ');
        var email = NewRequest.isEmail(from.address()) ? from.address() : "";
        var said = new Request.Said(
                cut(mail.content().subject(), NewRequest.LONGEST_SUBJECT),
                words,
                cut(space < 0 ? "" : name.substring(0, space), NewRequest.LONGEST_NAME),
                cut(space < 0 ? name : name.substring(space + 1), NewRequest.LONGEST_NAME),
                email,
                "",
                null);
        begin(source, Channel.EMAIL, mail.siteId(), said);
    }

    /** Whether documents came with it that the staff can open; the logo of a signature is none. */
    private boolean encloses(IncomingMail mail) {
        return mail.content().attachments().stream()
                .anyMatch(one ->
                        !one.inline() && mails.isHandedOut(mail.verdicts().get(one.number())));
    }

    /** The one whose message it answers; one that it names only when the address is that person's. */
    private Optional<Request> answered(IncomingMail mail) {
        var answers = mail.answers();
        var key = answers == null ? null : OURS.matcher(answers);
        if (key != null && key.matches()) {
            return known(() -> tables.find(directory.organisation().id(), UUID.fromString(key.group(1))));
        }
        var from = mail.content().from().address();
        return mail.content().codes().stream()
                .flatMap(code -> Reference.parse(code).stream())
                .flatMap(reference ->
                        known(() -> tables.find(directory.organisation().id(), reference)).stream())
                .filter(request ->
                        request.said() != null && request.said().email().equalsIgnoreCase(from))
                .findFirst();
    }

    private static Optional<Request> known(Supplier<Optional<Request>> found) {
        return found.get().filter(request -> request.said() != null);
    }

    /** Told to whoever has the request; it opens nothing again and is not answered. */
    private void noteReply(String source, IncomingMail mail) {
        answered(mail).ifPresent(request -> {
            var told = messages.getMessage(
                    "relations.intake.auto-reply",
                    new Object[] {
                        cut(words(mail.content().fresh(), mail.content().subject()), LONGEST_NOTE)
                    },
                    Language.FRENCH.locale());
            var note = interactions.write(
                    directory.organisation().id(),
                    request.id(),
                    Interaction.Direction.NOTE,
                    Channel.EMAIL,
                    clock.instant(),
                    null,
                    "",
                    told,
                    false);
            intake.taken(source, request.id(), note.id(), clock.instant());
        });
    }

    @ApplicationModuleListener
    void on(SmsReceived received) {
        erasures.carry();
        var source = IntakeTables.ofSms(received.id());
        if (intake.isTaken(source)) {
            return;
        }
        texts.find(received.id())
                .filter(sms -> !IncomingSms.isObeyed(sms.text()))
                .ifPresent(sms -> {
                    var words = words(sms.text(), "");
                    var request = intake.openBy(directory.organisation().id(), sms.from())
                            .orElse(null);
                    if (request != null) {
                        intake.taken(
                                source,
                                request,
                                handling.hear(request, Channel.SMS, words).id(),
                                clock.instant());
                    } else {
                        var phone = NewRequest.isNumber(sms.from()) ? sms.from() : "";
                        begin(source, Channel.SMS, null, new Request.Said("", words, "", "", "", phone, null));
                    }
                });
    }

    private void begin(String source, Channel channel, @Nullable UUID site, Request.Said said) {
        var language = people.known(channel, said)
                .map(known -> known.preferences().language())
                .orElse(Language.FRENCH.tag());
        var request = requests.receive(
                new NewRequest(Request.Kind.QUESTION, null, channel, language, null, site, said, source));
        var first = interactions.of(directory.organisation().id(), request.id()).getFirst();
        intake.taken(source, request.id(), first.id(), clock.instant());
    }

    private String words(String... candidates) {
        return Arrays.stream(candidates)
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .map(text -> cut(text, Interaction.LONGEST))
                .orElseGet(() -> messages.getMessage("relations.intake.empty", null, Language.FRENCH.locale()));
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 1) + ELLIPSIS;
    }
}
