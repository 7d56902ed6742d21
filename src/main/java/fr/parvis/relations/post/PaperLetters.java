package fr.parvis.relations.post;

import fr.parvis.directory.Directory;
import fr.parvis.identity.AuditLog;
import fr.parvis.identity.Caller;
import fr.parvis.messaging.MessageWords;
import fr.parvis.platform.DayWords;
import fr.parvis.platform.Ids;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.relations.Closing;
import fr.parvis.relations.Documents;
import fr.parvis.relations.Endings;
import fr.parvis.relations.Handling;
import fr.parvis.relations.NextStep;
import fr.parvis.relations.OfficeDays;
import fr.parvis.relations.Reach;
import fr.parvis.relations.Remedies;
import fr.parvis.relations.Request;
import fr.parvis.relations.Requests;
import fr.parvis.relations.usager.Contact;
import fr.parvis.relations.usager.Usagers;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Answers on paper: written, printed, posted. A letter is said, and ends what it ends, on the day that it is posted. */
@Component
@Transactional
public class PaperLetters {
    /** What the letter does to the request. */
    public enum Ends {
        NOTHING,
        SOLVED,
        REFUSED,
        /** It acknowledges receipt. */
        RECEIPT
    }

    public enum State {
        TO_PRINT,
        PRINTED,
        POSTED
    }

    /** @param alternative what the person can do instead, when it says no */
    public record Letter(
            UUID id,
            UUID request,
            String address,
            String subject,
            String words,
            String alternative,
            Ends ends,
            State state,
            Instant madeAt,
            String madeBy,
            @Nullable Instant printedAt,
            @Nullable LocalDate postedOn) {}

    private static final int LONGEST_SUBJECT = 120;
    private static final int MOST = 200;
    private static final LocalTime POSTED_AT = LocalTime.of(17, 0);
    private static final int DAYS_BACK = 7;

    private final JdbcClient jdbc;
    private final Requests requests;
    private final Handling handling;
    private final Endings endings;
    private final Documents documents;
    private final Remedies remedies;
    private final Usagers usagers;
    private final OfficeDays days;
    private final Directory directory;
    private final LetterPaper paper;
    private final LetterTexts texts;
    private final Reach reach;
    private final MessageSource steps;
    private final AuditLog audit;
    private final Clock clock;

    PaperLetters(
            JdbcClient jdbc,
            Requests requests,
            Handling handling,
            Endings endings,
            Documents documents,
            Remedies remedies,
            Usagers usagers,
            OfficeDays days,
            Directory directory,
            LetterPaper paper,
            LetterTexts texts,
            Reach reach,
            MessageSource steps,
            AuditLog audit,
            Clock clock) {
        this.jdbc = jdbc;
        this.requests = requests;
        this.handling = handling;
        this.endings = endings;
        this.documents = documents;
        this.remedies = remedies;
        this.usagers = usagers;
        this.days = days;
        this.directory = directory;
        this.paper = paper;
        this.texts = texts;
        this.reach = reach;
        this.steps = steps;
        this.audit = audit;
        this.clock = clock;
    }

    /** Where the person gets their post, as far as it is known: of the request, or of their sheet. */
    @Transactional(readOnly = true)
    public String address(Request request) {
        return jdbc.sql("select lines from relations.postal_address where request_id = ?")
                .param(request.id())
                .query(String.class)
                .optional()
                .or(() -> Optional.ofNullable(request.usager())
                        .flatMap(usagers::find)
                        .flatMap(one -> one.address(Contact.Kind.POST))
                        .map(one -> one.value()))
                .orElse(request.said() == null ? "" : request.said().name() + "\n");
    }

    /** Kept with the request, and on the sheet of whoever has one. */
    public void keep(Request request, EnvelopeAddress address) {
        jdbc.sql("""
                        insert into relations.postal_address (request_id, lines) values (?, ?)
                        on conflict (request_id) do update set lines = excluded.lines""").params(request.id(), address.text()).update();
        var usager = request.usager();
        if (usager != null) {
            usagers.add(
                    usager,
                    Contact.Kind.POST,
                    String.join(", ", address.lines()),
                    Caller.current().orElseThrow().id());
        }
    }

    /** @throws ProblemException about a field, or 409 when the request has an end */
    public UUID write(Request request, String address, String subject, String words, Ends ends, String alternative) {
        var to = EnvelopeAddress.of(address);
        if (words.isBlank()) {
            throw ProblemException.field("reply", "relations", "text-missing");
        }
        if (subject.isBlank() || subject.length() > LONGEST_SUBJECT) {
            throw ProblemException.field("subject", "relations", "letter-subject", LONGEST_SUBJECT);
        }
        if (ends == Ends.REFUSED && alternative.isBlank()) {
            throw ProblemException.field("alternative", "relations", "alternative-missing");
        }
        if (!request.isOpen()) {
            throw new ProblemException(HttpStatus.CONFLICT, "relations", "request-closed");
        }
        var closing = closing(ends, words, alternative);
        if (closing != null) {
            endings.demand(request, closing, clock.instant());
        }
        keep(request, to);
        var id = insert(request, to, subject, words, ends, alternative);
        if (ends != Ends.RECEIPT) {
            var me = Caller.current().orElseThrow();
            handling.next(
                    request.id(),
                    new NextStep(
                            null,
                            steps.getMessage("post.step", null, Locale.FRENCH),
                            me.name(),
                            days.after(days.today(), 1)));
        }
        return id;
    }

    /** Receipt acknowledged by letter, to whoever left no other address. */
    public void acknowledge(Request request, EnvelopeAddress address) {
        keep(request, address);
        var words = receipt(request);
        insert(request, address, words.subject(), words.text(), Ends.RECEIPT, "");
    }

    /** What acknowledges receipt on paper. */
    @Transactional(readOnly = true)
    public MessageWords receipt(Request request) {
        var way = reach.of(request);
        return texts.receipt(requests.receipt(request, way.spoken()), way);
    }

    /** The same to be given by hand: no letter, and kept nowhere. */
    @Transactional(readOnly = true)
    public byte[] receiptPaper(Request request) {
        return paper.print(List.of(paper.sheet(
                request.said() == null ? "" : request.said().name(),
                request.site(),
                request.reference().code(),
                days.today(),
                receipt(request),
                reach.of(request).spoken(),
                Caller.current().orElseThrow().name())));
    }

    private UUID insert(
            Request request, EnvelopeAddress to, String subject, String words, Ends ends, String alternative) {
        var me = Caller.current().orElseThrow();
        var id = Ids.next();
        jdbc.sql("""
                        insert into relations.letter (id, organisation_id, request_id, address, subject, words, alternative, ends, made_at,
                            made_by, made_name) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        id,
                        directory.organisation().id(),
                        request.id(),
                        to.text(),
                        subject.strip(),
                        words.strip(),
                        alternative.strip(),
                        ends.name(),
                        clock.instant().atOffset(ZoneOffset.UTC),
                        me.id(),
                        me.name())
                .update();
        return id;
    }

    /** Those that have not left, and what left today; of the caller's sites. */
    @Transactional(readOnly = true)
    public List<Letter> leaving() {
        return jdbc
                .sql("""
                        select * from relations.letter where organisation_id = ? and (state <> 'POSTED' or posted_on = ?)
                         order by made_at, id limit ?""")
                .params(directory.organisation().id(), days.today(), MOST)
                .query(PaperLetters::read)
                .list()
                .stream()
                .filter(one -> requests.find(one.request()).isPresent())
                .toList();
    }

    @Transactional(readOnly = true)
    public List<Letter> of(Request request) {
        return jdbc.sql("select * from relations.letter where request_id = ? order by made_at, id")
                .param(request.id())
                .query(PaperLetters::read)
                .list();
    }

    private Letter letter(UUID id) {
        return jdbc.sql("select * from relations.letter where organisation_id = ? and id = ?")
                .params(directory.organisation().id(), id)
                .query(PaperLetters::read)
                .optional()
                .filter(one -> requests.find(one.request()).isPresent())
                .orElseThrow(() -> new ProblemException(HttpStatus.NOT_FOUND, "relations", "unknown-document"));
    }

    /** All that wait are on paper now. */
    public int print() {
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        var me = Caller.current().orElseThrow().id();
        var printed = leaving().stream()
                .filter(one -> one.state() == State.TO_PRINT)
                .mapToInt(one -> jdbc.sql("""
                                update relations.letter set state = 'PRINTED', printed_at = ?, printed_by = ?
                                 where id = ? and state = 'TO_PRINT'""").params(now, me, one.id()).update())
                .sum();
        audit.write("letters-printed", Integer.toString(printed));
        return printed;
    }

    /** One file for all that is printed and has not left. */
    @Transactional(readOnly = true)
    public byte[] paper() {
        return paper(
                leaving().stream().filter(one -> one.state() == State.PRINTED).toList());
    }

    @Transactional(readOnly = true)
    public byte[] paper(UUID id) {
        return paper(List.of(letter(id)));
    }

    private byte[] paper(List<Letter> letters) {
        return paper.print(letters.stream().map(this::sheet).toList());
    }

    private LetterPaper.Sheet sheet(Letter letter) {
        var request = requests.find(letter.request()).orElseThrow();
        var way = reach.of(request);
        var today = days.today(request.site());
        return paper.sheet(
                letter.address(),
                request.site(),
                request.reference().code(),
                today,
                words(letter, request, today, way),
                way.spoken(),
                letter.madeBy());
    }

    /** A receipt has all its words already. */
    private MessageWords words(Letter letter, Request request, LocalDate today, Reach.Way way) {
        if (letter.ends() == Ends.RECEIPT) {
            return new MessageWords(letter.subject(), letter.words());
        }
        return texts.around(
                letter.subject(),
                letter.alternative().isEmpty() ? letter.words() : letter.words() + "\n\n" + letter.alternative(),
                letter.ends() == Ends.REFUSED ? remedies.words(request, today, way.spoken()) : "",
                way);
    }

    /**
     * It has left: from now on it is said, with the file beside it, and what it ends has its end on that day.
     *
     * @param on not after today, nor long before
     */
    public void posted(UUID id, LocalDate on) {
        var letter = letter(id);
        var request = requests.find(letter.request()).orElseThrow();
        var today = days.today(request.site());
        if (on.isAfter(today) || on.isBefore(today.minusDays(DAYS_BACK))) {
            throw ProblemException.field("postedOn", "relations", "letter-posted-day", DAYS_BACK);
        }
        var received = days.on(request.receivedAt(), request.site());
        if (on.isBefore(received)) {
            throw ProblemException.field(
                    "postedOn", "relations", "letter-posted-early", DayWords.full(received, Locale.FRENCH));
        }
        var file = paper(List.of(letter));
        var me = Caller.current().orElseThrow();
        var left = jdbc.sql("""
                        update relations.letter set state = 'POSTED', posted_on = ?, posted_by = ?, posted_name = ?
                         where id = ? and state = 'PRINTED'""").params(on, me.id(), me.name(), id).update() == 1;
        if (!left) {
            return;
        }
        var at = on.equals(today) ? clock.instant() : postedAt(on, request);
        var said = endings.posted(
                letter.request(), letter.words(), closing(letter.ends(), letter.words(), letter.alternative()), at);
        if (letter.ends() == Ends.RECEIPT) {
            handling.acknowledgedOnPaper(letter.request(), at);
        }
        documents.keep(
                directory.organisation().id(),
                said,
                documents.checked(List.of(
                        new Documents.Sent("Courrier " + request.reference().code() + ".pdf", file))));
    }

    /** On the day of receipt not before it. */
    private Instant postedAt(LocalDate on, Request request) {
        var at = on.atTime(POSTED_AT).atZone(directory.zone(request.site())).toInstant();
        return at.isBefore(request.receivedAt()) ? request.receivedAt() : at;
    }

    private static @Nullable Closing closing(Ends ends, String words, String alternative) {
        return switch (ends) {
            case NOTHING, RECEIPT -> null;
            case SOLVED -> new Closing.Solved(words);
            case REFUSED -> new Closing.Refused(words, alternative);
        };
    }

    private static Letter read(ResultSet row, int index) throws SQLException {
        var printed = row.getTimestamp("printed_at");
        return new Letter(
                row.getObject("id", UUID.class),
                row.getObject("request_id", UUID.class),
                row.getString("address"),
                row.getString("subject"),
                row.getString("words"),
                row.getString("alternative"),
                Ends.valueOf(row.getString("ends")),
                State.valueOf(row.getString("state")),
                row.getTimestamp("made_at").toInstant(),
                row.getString("made_name"),
                printed == null ? null : printed.toInstant(),
                row.getObject("posted_on", LocalDate.class));
    }
}
