package fr.parvis.relations.post;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import fr.parvis.identity.Caller;
import fr.parvis.identity.Role;
import fr.parvis.platform.Ids;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.queue.NewTicket;
import fr.parvis.queue.OpinionGiven;
import fr.parvis.queue.Reception;
import fr.parvis.queue.TicketFinished;
import fr.parvis.relations.CallActs;
import fr.parvis.relations.Channel;
import fr.parvis.relations.Documents;
import fr.parvis.relations.FileType;
import fr.parvis.relations.Handling;
import fr.parvis.relations.Interaction;
import fr.parvis.relations.NewRequest;
import fr.parvis.relations.PeopleOfRequests;
import fr.parvis.relations.Request;
import fr.parvis.relations.Requests;
import fr.parvis.relations.calls.CallBacks;
import fr.parvis.relations.counter.TiedVisits;
import fr.parvis.relations.usager.Contact;
import fr.parvis.relations.usager.Timeline;
import fr.parvis.relations.usager.Timeline.Kind;
import fr.parvis.relations.usager.Usagers;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.TestClock;
import fr.parvis.testing.Town;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.transaction.support.TransactionTemplate;

/** Paper in and out, and visits: all of it stands where the rest of somebody's story does. */
@ParvisTest
class PostIT {
    /** A Wednesday, 10:00 in Paris. */
    private static final Instant WEDNESDAY = Instant.parse("2026-05-20T08:00:00Z");

    private static final LocalDate TODAY = LocalDate.of(2026, 5, 20);
    private static final float MM = 72 / 25.4f;
    private static final String ADDRESS = "Zoé Lunaire\n12 rue de la Lune\n49000 Angers";
    private static final byte[] PDF = "%PDF-1.7\nLettre de Zoé".getBytes(StandardCharsets.UTF_8);

    @Autowired
    Town town;

    @Autowired
    ScannedPost scans;

    @Autowired
    PaperLetters letters;

    @Autowired
    TiedVisits visits;

    @Autowired
    CallBacks calls;

    @Autowired
    Reception reception;

    @Autowired
    Requests requests;

    @Autowired
    Handling handling;

    @Autowired
    CallActs callActs;

    @Autowired
    PeopleOfRequests people;

    @Autowired
    Documents documents;

    @Autowired
    Usagers usagers;

    @Autowired
    Timeline timeline;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    void open() {
        town.place(1, 1);
        clock.setTo(WEDNESDAY);
        var agent = new Caller(Ids.next(), "Nadia Essai", null, Set.of(Role.AGENT), Set.of(), false);
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(agent, null, List.of()));
        SecurityContextHolder.setContext(context);
    }

    @AfterEach
    void backToNow() {
        clock.reset();
        SecurityContextHolder.clearContext();
    }

    private static ScannedPost.Scan scan(LocalDate on, String address, String reference, byte... content) {
        return new ScannedPost.Scan(
                on,
                "Zoé",
                "Lunaire",
                "",
                address,
                "Ma clôture",
                "",
                reference,
                Request.Kind.COMPLAINT,
                null,
                null,
                List.of(new Documents.Sent("scan.pdf", content)),
                Ids.token());
    }

    private Request now(Request request) {
        return requests.find(request.key()).orElseThrow();
    }

    @Test
    void a_letter_that_crossed_the_asking_is_filed_and_ends_the_wait_on_the_day_of_the_asking() {
        var asked = requests.receive(new NewRequest(
                Request.Kind.APPLICATION,
                null,
                Channel.WEB,
                "fr",
                null,
                null,
                new Request.Said("", "Une place", "Zoé", "Lunaire", "", "", null),
                Ids.token()));
        clock.setTo(Instant.parse("2026-05-28T08:00:00Z"));
        handling.askMissing(asked.id(), "Le bail.", LocalDate.of(2026, 6, 20));
        scans.receive(scan(TODAY, "", asked.reference().code(), PDF));
        assertThat(documents.of(asked)).hasSize(1);
        assertThat(now(asked).state()).isEqualTo(Request.State.IN_PROGRESS);
        assertThat(now(asked).legal().course().missing().getLast().completed()).isEqualTo(LocalDate.of(2026, 5, 28));
        assertThat(now(asked).legal().silenceOn()).isEqualTo(LocalDate.of(2026, 7, 28));
    }

    private Request asked(@Nullable UUID usager) {
        var said = new Request.Said("Ma clôture", "Puis-je ?", "Zoé", "Lunaire", "", "", null);
        var request = requests.receive(
                new NewRequest(Request.Kind.QUESTION, null, Channel.WEB, "fr", null, null, said, Ids.token()));
        if (usager != null) {
            people.tie(request.id(), usager);
        }
        return now(request);
    }

    @Test
    void what_lay_on_a_desk_is_promised_for_a_day_that_can_still_be_kept() {
        var received = scans.receive(scan(TODAY.minusDays(60), ADDRESS, "", PDF));
        assertThat(received.dueOn()).isAfter(TODAY).isBefore(TODAY.plusDays(8));
        assertThat(received.legal().course().received()).isEqualTo(TODAY.minusDays(60));
    }

    @Test
    void times_run_from_the_day_on_which_a_letter_arrived() {
        var monday = TODAY.minusDays(9);
        var received = scans.receive(scan(monday, ADDRESS, "", PDF));
        assertThat(received.channel()).isEqualTo(Channel.POST);
        assertThat(jdbc.sql("select received_on from relations.request where id = ?")
                        .param(received.id())
                        .query(LocalDate.class)
                        .single())
                .isEqualTo(monday);
        assertThat(received.legal().silenceOn()).isEqualTo(monday.plusMonths(2));
        assertThat(received.dueOn()).as("15 working days after the stamp").isBefore(LocalDate.of(2026, 6, 5));
        assertThat(requireNonNull(received.said()).words()).contains("11 mai 2026");
        assertThat(documents.of(received)).singleElement().satisfies(one -> {
            assertThat(documents.content(one)).isEqualTo(PDF);
            assertThat(jdbc.sql("select content from relations.attachment where id = ?")
                            .param(one.id())
                            .query((row, _) -> new String(row.getBytes(1), StandardCharsets.ISO_8859_1))
                            .single())
                    .doesNotContain("Lettre");
        });
        assertThat(letters.of(received))
                .as("acknowledged by letter")
                .singleElement()
                .satisfies(one ->
                        assertThat(one.words()).contains(received.reference().code()));
        letters.print();
        letters.posted(letters.of(received).getFirst().id(), TODAY);
        assertThat(now(received).legal().acknowledgedAt()).isNotNull();
        assertThat(now(received).isOpen()).isTrue();
    }

    @Test
    void a_scan_can_belong_to_a_request_and_what_cannot_be_is_refused() {
        var asked = asked(null);
        var added = scans.receive(scan(TODAY, "", asked.reference().code(), PDF));
        assertThat(added.id()).isEqualTo(asked.id());
        assertThat(requests.interactions(asked).getLast().channel()).isEqualTo(Channel.POST);
        refused(scan(TODAY.plusDays(1), "", "", PDF), "receivedOn");
        refused(scan(TODAY.minusDays(61), "", "", PDF), "receivedOn");
        refused(scan(TODAY, "", "PRV-0000-0000", PDF), "reference");
        refused(scan(TODAY, "Zoé", "", PDF), "address");
        refused(scan(TODAY, "", "", "II*\0TIFF".getBytes(StandardCharsets.US_ASCII)), "files");
        refused(scan(TODAY, "", "", "GIF89a".getBytes(StandardCharsets.US_ASCII)), "files");
    }

    @Test
    void a_tiff_is_kept_as_a_pdf_that_a_browser_shows() throws IOException {
        var file = new ByteArrayOutputStream();
        assertThat(ImageIO.write(new BufferedImage(40, 60, BufferedImage.TYPE_BYTE_BINARY), "tiff", file))
                .isTrue();
        var asked = asked(null);
        scans.receive(scan(TODAY.minusDays(2), "", asked.reference().code(), file.toByteArray()));
        assertThat(documents.of(asked)).singleElement().satisfies(one -> {
            assertThat(one.name()).isEqualTo("scan.pdf");
            assertThat(one.type()).isEqualTo(FileType.PDF);
            try (var pdf = Loader.loadPDF(documents.content(one))) {
                assertThat(pdf.getNumberOfPages()).isEqualTo(1);
            }
        });
        assertThat(requests.interactions(asked).getLast().words()).contains("18 mai 2026");
    }

    private void refused(ScannedPost.Scan scan, String field) {
        assertThatThrownBy(() -> scans.receive(scan))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> assertThat(refusal.field()).isEqualTo(field));
    }

    @Test
    void a_letter_is_the_answer_on_the_day_that_it_is_posted() {
        var sheet = usagers.recognise("Zoé", "Lunaire", null, number(), "fr").orElseThrow();
        clock.setTo(WEDNESDAY.minus(Duration.ofDays(2)));
        var asked = asked(sheet);
        clock.setTo(WEDNESDAY);
        letters.write(
                asked,
                ADDRESS,
                "Votre clôture",
                "Non, pas à cette hauteur.",
                PaperLetters.Ends.REFUSED,
                "Une haie est permise.");
        assertThat(requireNonNull(now(asked).next()).what()).contains("poster");
        assertThat(usagers.usager(sheet).address(Contact.Kind.POST)).isPresent();
        assertThat(letters.address(asked)).contains("49000 ANGERS");
        var letter = letters.of(asked).getFirst();
        letters.posted(letter.id(), TODAY);
        assertThat(now(asked).isOpen()).as("not printed yet").isTrue();
        assertThat(letters.print()).isPositive();
        assertThatThrownBy(() -> letters.posted(letter.id(), TODAY.minusDays(3)))
                .as("before it came")
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> assertThat(refusal.field()).isEqualTo("postedOn"));
        letters.posted(letter.id(), TODAY.minusDays(1));
        assertThat(now(asked).state()).isEqualTo(Request.State.REFUSED);
        assertThat(LocalDate.ofInstant(requireNonNull(now(asked).closedAt()), ZoneId.of("Europe/Paris")))
                .isEqualTo(TODAY.minusDays(1));
        assertThat(requests.interactions(asked))
                .filteredOn(one -> one.direction() == Interaction.Direction.OUT)
                .singleElement()
                .satisfies(one -> assertThat(one.channel()).isEqualTo(Channel.POST));
        assertThat(documents.of(asked))
                .singleElement()
                .satisfies(one -> assertThat(one.name()).startsWith("Courrier PRV-"));
        assertThat(kinds(sheet)).contains(Kind.LETTER, Kind.REQUEST);
        requests.withdraw(asked.key());
        assertThat(letters.of(asked)).as("erased with the request").isEmpty();
    }

    private record Place(float left, float right, float top, float bottom) {}

    /** The places of the lines of the address, in millimetres from the corner of the page. */
    private static List<Place> places(byte[] pdf, List<String> lines) throws IOException {
        var found = new ArrayList<Place>();
        try (var document = Loader.loadPDF(pdf)) {
            assertThat(document.getDocumentCatalog().getLanguage()).isEqualTo("fr");
            assertThat(document.getDocumentCatalog().getStructureTreeRoot()).isNotNull();
            assertThat(document.getDocumentInformation().getTitle()).isNotBlank();
            var stripper = new PDFTextStripper() {
                @Override
                protected void writeString(String text, List<TextPosition> at) {
                    if (lines.contains(text.strip())) {
                        var last = at.getLast();
                        found.add(new Place(
                                at.getFirst().getXDirAdj() / MM,
                                (last.getXDirAdj() + last.getWidthDirAdj()) / MM,
                                (at.getFirst().getYDirAdj() - at.getFirst().getHeightDir()) / MM,
                                at.getFirst().getYDirAdj() / MM));
                    }
                }
            };
            stripper.setSortByPosition(true);
            stripper.getText(document);
        }
        return found;
    }

    /** A window of 45 × 100 mm, 20 mm from the right and from below: what of it the paper can never slip out of. */
    @Test
    void the_address_shows_in_the_window_however_long_it_is() throws Exception {
        for (var typed : List.of(
                ADDRESS,
                "Madame Marie-Antoinette Delahousse-Roy\nAppartement 1204 - escalier B - étage\nRésidence des Grands Chênes du Parvis\n"
                        + "1234 avenue du Général de Gaulle bis\nZone artisanale de la Croix Blanche\n49124 SAINT BARTHELEMY D ANJOU CEDEX")) {
            var asked = asked(null);
            var id = letters.write(asked, typed, "Objet", "Bonjour.", PaperLetters.Ends.NOTHING, "");
            var lines = EnvelopeAddress.of(typed).lines();
            var places = places(letters.paper(id), lines);
            assertThat(places).hasSize(lines.size()).allSatisfy(place -> {
                assertThat(place.left()).isGreaterThanOrEqualTo(100);
                assertThat(place.right()).isLessThanOrEqualTo(190);
                assertThat(place.top()).isGreaterThanOrEqualTo(45);
                assertThat(place.bottom()).isLessThanOrEqualTo(79);
            });
        }
    }

    private static String number() {
        return "06 39 98 %02d %02d"
                .formatted(
                        ThreadLocalRandom.current().nextInt(100),
                        ThreadLocalRandom.current().nextInt(100));
    }

    private List<Kind> kinds(UUID sheet) {
        return entries(sheet).stream().map(Timeline.Entry::kind).toList();
    }

    private List<Timeline.Entry> entries(UUID sheet) {
        return timeline.of(usagers.usager(sheet), Locale.FRENCH);
    }

    @Test
    void a_visit_is_in_the_story_of_whoever_agreed_with_its_outcome_and_what_they_said_of_it() {
        var place = town.place(1, 1);
        var sheet = usagers.recognise("Zoé", "Lunaire", null, number(), "fr").orElseThrow();
        var ticket = reception.receive(
                NewTicket.walkIn(place.site().id(), place.services().getFirst().id(), NewTicket.Origin.DESK));
        assertThatThrownBy(() -> visits.tie(ticket, usagers.usager(sheet), false))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> assertThat(refusal.field()).isEqualTo("agreed"));
        assertThatThrownBy(() -> jdbc.sql("""
                                insert into relations.visit (ticket_id, organisation_id, site_id, service_id, number, arrived_at, usager_id,
                                    tied_at) values (?, ?, ?, ?, 'A1', now(), ?, now())""")
                        .params(Ids.next(), Ids.next(), Ids.next(), Ids.next(), sheet)
                        .update())
                .hasMessageContaining("visit_on_a_sheet_with_consent");
        visits.tie(ticket, usagers.usager(sheet), true);
        assertThat(entries(sheet)).singleElement().satisfies(one -> {
            assertThat(one.kind()).isEqualTo(Kind.VISIT);
            assertThat(one.open()).isTrue();
        });
        var at = clock.instant();
        transaction.executeWithoutResult(_ -> {
            events.publishEvent(new TicketFinished(
                    ticket.id(),
                    ticket.token(),
                    ticket.organisationId(),
                    ticket.siteId(),
                    ticket.serviceId(),
                    place.counters().getFirst().id(),
                    at,
                    at,
                    at,
                    at.plus(Duration.ofMinutes(5)),
                    true));
            events.publishEvent(new OpinionGiven(
                    ticket.id(), ticket.organisationId(), ticket.siteId(), ticket.serviceId(), 4, null, at));
        });
        await().untilAsserted(() -> assertThat(kinds(sheet)).contains(Kind.VISIT, Kind.OPINION));
        assertThat(entries(sheet))
                .filteredOn(one -> one.kind() == Kind.VISIT)
                .singleElement()
                .satisfies(one -> assertThat(one.state()).isEqualTo("résolue"));
    }

    @Test
    void all_channels_stand_in_one_story() {
        var sheet = usagers.recognise("Zoé", "Lunaire", null, number(), "fr").orElseThrow();
        var asked = asked(sheet);
        handling.hear(asked.id(), Channel.SMS, "Et alors ?");
        handling.hear(asked.id(), Channel.CHAT, "Bonjour");
        callActs.told(asked.id(), "Nous cherchons.");
        var said = new Request.Said("", "", "Zoé", "Lunaire", "", number(), null);
        var call = requests.receive(
                new NewRequest(Request.Kind.CALL_BACK, null, Channel.WEB, "fr", null, null, said, Ids.token()));
        people.tie(call.id(), sheet);
        calls.inVain(call.id(), null);
        var all = entries(sheet);
        assertThat(all)
                .filteredOn(one -> one.kind() == Kind.CALL)
                .extracting(Timeline.Entry::state)
                .containsExactlyInAnyOrder("de notre part", "sans réponse");
        assertThat(Timeline.filtered(all, new Timeline.Filter(fr.parvis.relations.usager.Channel.SMS, null)))
                .hasSize(1);
        assertThat(Timeline.filtered(all, new Timeline.Filter(fr.parvis.relations.usager.Channel.CHAT, Kind.MESSAGE)))
                .hasSize(1);
        assertThat(Timeline.last(all, clock.instant())).isPresent();
    }
}
