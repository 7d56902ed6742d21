package fr.parvis.rights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import fr.parvis.appointments.Agendas;
import fr.parvis.appointments.Appointment;
import fr.parvis.appointments.Arrivals;
import fr.parvis.appointments.Bookings;
import fr.parvis.appointments.Meeting;
import fr.parvis.appointments.NewAppointment;
import fr.parvis.appointments.ServiceTerms;
import fr.parvis.appointments.demand.NewWish;
import fr.parvis.appointments.demand.Suits;
import fr.parvis.appointments.demand.Wishes;
import fr.parvis.appointments.sessions.Registrations;
import fr.parvis.appointments.sessions.Repeat;
import fr.parvis.appointments.sessions.SessionPlan;
import fr.parvis.appointments.sessions.Sessions;
import fr.parvis.identity.Caller;
import fr.parvis.identity.Role;
import fr.parvis.messaging.IncomingSms;
import fr.parvis.messaging.Outbox;
import fr.parvis.messaging.incoming.Mailbox;
import fr.parvis.messaging.incoming.Mailboxes;
import fr.parvis.messaging.incoming.PostOffice;
import fr.parvis.platform.Ids;
import fr.parvis.platform.rights.Erasures;
import fr.parvis.platform.rights.PersonalDataHolder;
import fr.parvis.platform.web.Language;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.queue.Outcome;
import fr.parvis.queue.Reception;
import fr.parvis.relations.Documents;
import fr.parvis.relations.Endings;
import fr.parvis.relations.FormField;
import fr.parvis.relations.Handling;
import fr.parvis.relations.NewRequest;
import fr.parvis.relations.PeopleOfRequests;
import fr.parvis.relations.Request;
import fr.parvis.relations.RequestForms;
import fr.parvis.relations.Requests;
import fr.parvis.relations.inbox.Drafts;
import fr.parvis.relations.usager.Channel;
import fr.parvis.relations.usager.Consent;
import fr.parvis.relations.usager.Consents;
import fr.parvis.relations.usager.Merges;
import fr.parvis.relations.usager.Representatives;
import fr.parvis.relations.usager.Usagers;
import fr.parvis.testing.Pages;
import fr.parvis.testing.Papers;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.TestClock;
import fr.parvis.testing.Town;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.zip.ZipInputStream;
import org.apache.pdfbox.Loader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/** Two people who live together meet every module; one of them is erased. */
@ParvisTest
class ErasureIT {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final Duration SOON = Duration.ofSeconds(40);

    /** What only one person is called, is reached by and writes. */
    private record Someone(String first, String last, String email, String phone, String secret) {
        static Someone of(String first) {
            return new Someone(
                    first, letters(), letters() + "@essai.example", "+336" + digits(8), letters() + letters());
        }

        private static String letters() {
            return ThreadLocalRandom.current()
                    .ints(9, 'a', 'z' + 1)
                    .mapToObj(one -> String.valueOf((char) one))
                    // an ending that no stemmer takes away
                    .collect(Collectors.joining("", "", "k"));
        }

        private static String digits(int count) {
            return ThreadLocalRandom.current()
                    .ints(count, 0, 10)
                    .mapToObj(String::valueOf)
                    .collect(Collectors.joining());
        }

        Appointment.Usager usager() {
            return new Appointment.Usager(first, last, email, phone, "fr");
        }

        /** As they may stand anywhere. */
        List<String> tokens() {
            return List.of(last, email.substring(0, 10), phone.substring(4), secret);
        }
    }

    @Autowired
    Town town;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JsonMapper json;

    @Autowired
    MessageSource messages;

    @Autowired
    WebApplicationContext application;

    @Autowired
    People people;

    @Autowired
    Erasing erasing;

    @Autowired
    Access access;

    @Autowired
    Erasures erasures;

    @Autowired
    List<PersonalDataHolder> holders;

    @Autowired
    Agendas agendas;

    @Autowired
    Bookings bookings;

    @Autowired
    Arrivals arrivals;

    @Autowired
    Wishes wishes;

    @Autowired
    Sessions sessions;

    @Autowired
    Registrations registrations;

    @Autowired
    Reception reception;

    @Autowired
    Requests requests;

    @Autowired
    RequestForms forms;

    @Autowired
    Handling handling;

    @Autowired
    Endings endings;

    @Autowired
    PeopleOfRequests owners;

    @Autowired
    Drafts drafts;

    @Autowired
    Usagers usagers;

    @Autowired
    Consents consents;

    @Autowired
    Merges merges;

    @Autowired
    Representatives representatives;

    @Autowired
    IncomingSms texts;

    @Autowired
    Mailboxes mailboxes;

    @Autowired
    Outbox outbox;

    private final PostOffice office = new PostOffice();
    private final List<Mailbox> boxes = new ArrayList<>();
    private final Caller agent = new Caller(Ids.next(), "Nadia Essai", null, Set.of(Role.AGENT), Set.of(), false);
    private Town.Place place;
    private LocalDate monday;
    private UUID session;
    private int starts;

    @BeforeEach
    void open() {
        place = town.place(2, 3);
        monday = LocalDate.now(PARIS).plusWeeks(1).with(TemporalAdjusters.next(DayOfWeek.MONDAY));
        clock.setTo(at("07:00"));
        SecurityContextHolder.getContext()
                .setAuthentication(UsernamePasswordAuthenticationToken.authenticated(agent, null, List.of()));
        var service = place.services().getFirst().id();
        var other = place.services().get(1).id();
        agendas.saveTerms(ServiceTerms.usual(service, 20));
        agendas.saveTerms(ServiceTerms.usual(other, 20));
        var agenda = agendas.create(
                place.site(), "Guichet", null, place.counters().getFirst().id(), null, Set.of(service, other));
        agendas.saveRule(
                agenda.id(), null, Set.of(), monday, LocalTime.of(8, 0), LocalTime.of(18, 0), "FREQ=DAILY", Set.of());
        session = sessions.create(
                        new SessionPlan(
                                place.site().id(),
                                service,
                                "Atelier des droits",
                                "",
                                "Salle",
                                List.of(),
                                at("20:00"),
                                at("21:00"),
                                9,
                                3,
                                null,
                                at("19:00"),
                                "fr",
                                true,
                                false),
                        Repeat.ONCE,
                        1)
                .getFirst()
                .id();
    }

    @AfterEach
    void close() {
        SecurityContextHolder.clearContext();
        boxes.forEach(box -> mailboxes.remove(box.id()));
        office.close();
        clock.reset();
    }

    private Instant at(String time) {
        return monday.atTime(LocalTime.parse(time)).atZone(PARIS).toInstant();
    }

    private Appointment book(Someone who, int service, Instant start) {
        return bookings.book(
                new NewAppointment(
                        place.site().id(), place.services().get(service).id(), start, 1, Appointment.Channel.DESK),
                who.usager());
    }

    private Request.Said said(Someone who, String words) {
        return new Request.Said(
                "Objet " + who.secret(), words, who.first(), who.last(), who.email(), who.phone(), null);
    }

    /** Through the real acts of every module. */
    private void live(Someone who) {
        var sheet = usagers.recognise(who.first(), who.last(), who.email(), who.phone(), "fr")
                .orElseThrow();
        var twin = usagers.recognise(who.first() + "-Marie", who.last() + "tte", "autre-" + who.email(), "", "fr")
                .orElseThrow();
        merges.merge(sheet, twin, agent.id());
        usagers.consent(
                sheet, Consent.Purpose.NEWS, true, new Consents.Taking(Channel.COUNTER, Consents.WORDS), agent.id());
        representatives.add(
                sheet, "Aide " + who.secret(), "06 00 00 00 01", monday.plusDays(90), "Habilitation", agent.id());
        // a visit that is over, with an opinion
        var visit = book(who, 0, at("08:00").plus(Duration.ofMinutes(20L * starts++)));
        clock.setTo(visit.start().minusSeconds(60));
        var ticket = Objects.requireNonNull(arrivals.checkIn(visit.id()).ticketId());
        var counter = place.counters().getFirst().id();
        reception.open(counter, Set.of(), null);
        reception.callNext(counter);
        reception.start(ticket);
        reception.note(ticket, "Note sur " + who.secret());
        reception.finish(ticket, new Outcome.Solved());
        reception.giveOpinion(ticket, 4, "Merci à " + who.secret());
        reception.close(counter);
        await().atMost(SOON).until(() -> found(List.of(who.secret())).contains("feedback.opinion"));
        // of nobody's visit, but with a number that is theirs
        jdbc.sql("""
                        insert into feedback.sheet_opinion (id, organisation_id, audience, sheet_id, clear, verbatim, at)
                        select gen_random_uuid(), id, 'part', 'F1342', false, 'Appelez-moi au ' || ?, now() from directory.organisation""").param(who.phone()).update();
        // one to come, a place in the line, a seat
        book(who, 1, at("15:00").plus(Duration.ofMinutes(20L * starts++)));
        wishes.join(new NewWish(
                place.services().getFirst().id(),
                Set.of(place.site().id()),
                Suits.ANY,
                3,
                Appointment.Channel.DESK,
                who.usager(),
                "",
                Meeting.ON_SITE,
                true));
        registrations.register(new Registrations.Wanted(session, 1, Appointment.Channel.DESK, who.usager(), false));
        // a request with a document, notes, drafts, answers
        var request = forms.receive(
                NewRequest.web(Request.Kind.QUESTION, "fr", null, said(who, "Bonjour " + who.secret()), Ids.token()),
                List.of(new FormField.Answer(0, "Question", "Réponse " + who.secret())),
                List.of(new Documents.Sent(who.secret() + ".pdf", pdf(who))));
        owners.sheet(request);
        handling.note(request.id(), "Voir " + who.first() + " " + who.last());
        handling.say(request.id(), fr.parvis.relations.Channel.EMAIL, "Bonjour " + who.secret());
        drafts.keep(request.id(), Map.of("reply", "Brouillon " + who.secret()));
        // what they write themselves
        texts.receive(who.phone(), "38000", "SMS " + who.secret(), Ids.token());
        write(who);
        await().atMost(SOON)
                .until(() ->
                        jdbc.sql("""
                        select count(*) from relations.interaction i join relations.intake t on t.interaction_id = i.id
                         where i.words like '%' || ? || '%'""").param(who.secret()).query(Integer.class).single() == 2);
    }

    private static byte[] pdf(Someone who) {
        return ("%PDF-1.4\n% " + who.secret() + "\n%%EOF\n").getBytes(StandardCharsets.UTF_8);
    }

    private void write(Someone who) {
        var login = "droits-" + Ids.token().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "x");
        office.put(office.box(login + "@ville.example", login, "secret-d-essai"), """
                From: %s %s <%s>
                To: accueil@ville.example
                Message-ID: <%s@essai.example>
                Subject: Courriel %s
                MIME-Version: 1.0
                Content-Type: text/plain; charset=UTF-8
                Content-Transfer-Encoding: 8bit

                Bonjour, %s
                """.formatted(
                        who.first(), who.last(), who.email(), Ids.token(), who.secret(), who.secret()));
        boxes.add(mailboxes.add(
                new Mailboxes.Typed(login, login + "@ville.example", office.url(), login, "secret-d-essai", "")));
    }

    /** Every column of every table, as text, and what is not text as if it were. */
    private Set<String> found(List<String> tokens) {
        var found = new TreeSet<String>();
        var like = tokens.stream()
                .map(one -> "%" + one.toLowerCase(Locale.ROOT) + "%")
                .toArray(String[]::new);
        var tables = new LinkedHashMap<String, List<String>>();
        jdbc.sql("""
                        select quote_ident(t.table_schema) || '.' || quote_ident(t.table_name) as name, quote_ident(c.column_name) as col, c.data_type
                          from information_schema.tables t join information_schema.columns c using (table_schema, table_name)
                         where t.table_type = 'BASE TABLE' and t.table_schema not in ('pg_catalog', 'information_schema')
                         order by 1, c.ordinal_position""").query(row -> {
            var columns = tables.computeIfAbsent(row.getString("name"), _ -> new ArrayList<>());
            columns.add(
                    row.getString("data_type").equals("bytea")
                            ? "encode(t." + row.getString("col") + ", 'escape')"
                            : "t." + row.getString("col") + "::text");
        });
        assertThat(tables).hasSizeGreaterThan(60);
        tables.forEach((table, columns) -> {
            var row = "lower(concat_ws(' ', " + String.join(", ", columns) + "))";
            if (jdbc.sql("select exists (select from " + table + " t where " + row + " like any (?))")
                    .param(like)
                    .query(Boolean.class)
                    .single()) {
                found.add(table);
            }
        });
        return found;
    }

    private static Erasing.Order order(People.Search search, String name) {
        return new Erasing.Order(search, name, Receipt.Reason.NO_LONGER_NEEDED, Receipt.Checked.CODE, true, false);
    }

    private People.Found search(String typed) {
        return (People.Found) people.find(People.Search.of(typed));
    }

    private Map<String, Object> figures() {
        var figures = new TreeMap<String, Object>();
        figures.put("tickets", jdbc.sql("""
                        select count(*) || ' ' || coalesce(sum(extract(epoch from started_at - arrived_at)), 0) || ' '
                               || count(*) filter (where outcome is not null) from queue.ticket""").query(String.class).single());
        figures.put(
                "queue record",
                jdbc.sql("select count(*) from queue.event")
                        .query(Integer.class)
                        .single());
        figures.put(
                "past appointments",
                jdbc.sql("""
                        select string_agg(state || ' ' || n, ', ' order by state) from
                            (select state, count(*) n from appointments.appointment where starts_at < ? group by 1) s""")
                        .param(clock.instant().atOffset(java.time.ZoneOffset.UTC))
                        .query(String.class)
                        .single());
        figures.put(
                "opinions",
                jdbc.sql("select count(*) || ' ' || sum(score) from feedback.opinion")
                        .query(String.class)
                        .single());
        figures.put(
                "requests",
                jdbc.sql("select count(*) from relations.request")
                        .query(Integer.class)
                        .single());
        figures.put(
                "contacts",
                jdbc.sql(
                                "select string_agg(channel || ' ' || n, ', ' order by channel) from (select channel, count(*) n from relations.interaction group by 1) s")
                        .query(String.class)
                        .single());
        return figures;
    }

    private String copy(People.Found of) {
        var tree = json.readTree(access.json(access.copy(of)));
        return tree.get("person") + "\n" + tree.get("data");
    }

    @Test
    void nothing_of_somebody_is_left_in_any_column_and_nothing_of_anybody_else_is_touched() throws Exception {
        var zoe = Someone.of("Zoé");
        var own = Someone.of("Paul");
        // they live together, and share an address
        var paul = new Someone("Paul", own.last(), zoe.email(), own.phone(), own.secret());
        live(zoe);
        live(paul);
        usagers.liveTogether(
                usagers.recognise(zoe.first(), zoe.last(), zoe.email(), zoe.phone(), "fr")
                        .orElseThrow(),
                usagers.recognise(paul.first(), paul.last(), paul.email(), paul.phone(), "fr")
                        .orElseThrow(),
                agent.id());
        var before = found(List.of(zoe.last(), zoe.phone().substring(4), zoe.secret()));
        assertThat(before)
                .as("what is looked for is there")
                .contains(
                        "relations.usager",
                        "relations.usager_contact",
                        "relations.representative",
                        "relations.request",
                        "relations.interaction",
                        "relations.attachment",
                        "relations.answer",
                        "relations.inbox_search",
                        "relations.inbox_word",
                        "appointments.appointment",
                        "appointments.wish",
                        "appointments.registration",
                        "queue.ticket",
                        "feedback.opinion",
                        "messaging.message",
                        "messaging.incoming_sms");
        assertThat(people.find(People.Search.of(zoe.email()))).isInstanceOf(People.Several.class);
        var search = new People.Search(zoe.email(), List.of(zoe.first() + " " + zoe.last()), false);
        var found = (People.Found) people.find(search);
        var copied = unzipped(found);
        assertThat(copied).containsKeys("donnees.json", "donnees.pdf");
        assertThat(copied.entrySet().stream()
                        .filter(one -> one.getKey().startsWith("documents/"))
                        .map(Map.Entry::getValue))
                .anyMatch(bytes -> java.util.Arrays.equals(bytes, pdf(zoe)));
        var tree = json.readTree(copied.get("donnees.json"));
        assertThat(tree.get("format").asString()).isEqualTo("parvis.personal-data/1");
        assertThat(tree.get("data").propertyNames())
                .contains(
                        "request",
                        "usager",
                        "appointment",
                        "wish",
                        "registration",
                        "ticket",
                        "opinion",
                        "message",
                        "sms");
        assertThat(new String(copied.get("donnees.json"), StandardCharsets.UTF_8))
                .doesNotContain(paul.secret());

        var other = copy(search(paul.phone()));
        assertThat(other).contains(paul.secret()).doesNotContain(zoe.secret());
        var figures = figures();
        var receipt = erasing.erase(order(search, found.name()));

        assertThat(found(List.of(zoe.last(), zoe.phone().substring(4), zoe.secret())))
                .isEmpty();
        assertThat(receipt.counts())
                .containsKeys("request", "usager", "appointment", "wish", "registration", "message", "sms");
        assertThat(jdbc.sql("select r::text from rights.receipt r where number = ?")
                        .param(receipt.number())
                        .query(String.class)
                        .single())
                .doesNotContain(zoe.first(), zoe.email());
        assertThat(figures()).isEqualTo(figures);
        assertThat(copy(search(paul.phone()))).isEqualTo(other);
        assertThat(people.find(search)).isInstanceOf(People.Nobody.class);
        // whatever was still to be handled does not bring anything back
        await().during(Duration.ofSeconds(2))
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(
                                found(List.of(zoe.last(), zoe.phone().substring(4), zoe.secret())))
                        .isEmpty());
    }

    private Map<String, byte[]> unzipped(People.Found found) throws Exception {
        var out = new ByteArrayOutputStream();
        access.write(access.copy(found), _ -> new byte[] {1}, out);
        return unzipped(out.toByteArray());
    }

    private static Map<String, byte[]> unzipped(byte[] zipped) throws Exception {
        var files = new LinkedHashMap<String, byte[]>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(zipped), StandardCharsets.UTF_8)) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        }
        return files;
    }

    @Test
    void the_paper_of_a_copy_tells_who_they_are_what_was_said_and_when_they_come() throws Exception {
        var zoe = Someone.of("Zoé");
        var sheet = usagers.recognise(zoe.first(), zoe.last(), zoe.email(), zoe.phone(), "fr")
                .orElseThrow();
        var coming = book(zoe, 1, at("15:00"));
        var asked = requests.receive(NewRequest.web(
                Request.Kind.QUESTION, "fr", null, said(zoe, "Bonjour, " + zoe.secret() + " ?"), Ids.token()));
        owners.sheet(asked);
        handling.say(asked.id(), fr.parvis.relations.Channel.EMAIL, "Votre dossier avance.");
        var zip = Pages.of(application, Role.ADMIN).download("/admin/droits/copie", "q", zoe.email());
        try (var paper =
                new Papers(Loader.loadPDF(Objects.requireNonNull(unzipped(zip).get("donnees.pdf"))))) {
            assertThat(paper.words())
                    .contains(
                            zoe.first() + " " + zoe.last(),
                            zoe.email(),
                            asked.reference().code(),
                            "Objet " + zoe.secret(),
                            "Bonjour, " + zoe.secret(),
                            "Votre dossier avance.",
                            Objects.requireNonNull(coming.reference()),
                            "15:00")
                    .doesNotContain(
                            sheet.toString(), asked.id().toString(), coming.id().toString(), "rights.")
                    .doesNotContainPattern("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}");
        }
    }

    @Test
    void the_last_message_is_in_the_language_of_whoever_is_erased() {
        for (var language : Language.values()) {
            var zoe = Someone.of("Zoé");
            requests.receive(
                    NewRequest.web(Request.Kind.QUESTION, language.tag(), null, said(zoe, "Bonjour"), Ids.token()));
            assertThat(lastSubject(zoe)).isEqualTo(messages.getMessage("rights.last.subject", null, language.locale()));
        }
        var zoe = Someone.of("Zoé");
        assertThat(usagers.recognise(zoe.first(), zoe.last(), zoe.email(), zoe.phone(), "uk"))
                .isPresent();
        owners.sheet(
                requests.receive(NewRequest.web(Request.Kind.QUESTION, "es", null, said(zoe, "Hola"), Ids.token())));
        assertThat(lastSubject(zoe)).isEqualTo("Ваші дані видалено");
    }

    private String lastSubject(Someone who) {
        var receipt = erasing.erase(
                order(People.Search.of(who.email()), search(who.email()).name()));
        return jdbc.sql("select subject from messaging.message where about = 'person-erased' and strpos(body, ?) > 0")
                .param(receipt.number())
                .query(String.class)
                .single();
    }

    @Test
    void anybody_reads_what_is_kept_as_the_register_and_the_lengths_have_it() {
        var admin = Pages.of(application, Role.ADMIN);
        admin.send("/admin/registre", "controller", "1 place des Essais", "officer", "Déléguée, dpo@ville.example");
        assertThat(admin.send("/admin/conservation/message", "kept", "45").goesTo())
                .isEqualTo("/admin/conservation");
        try {
            var page = Pages.of(application, Role.PARTNER)
                    .open("/donnees-personnelles")
                    .body();
            assertThat(page)
                    .contains("1 place des Essais", "dpo@ville.example", "<strong>45 jours</strong>", "cnil.fr")
                    .containsAnyOf("href=\"/question\"", "href=\"/demandes/mes-donnees\"")
                    .doesNotContain("??", "Comptes des agents", "data-kind=\"alert\"");
            assertThat(holders.stream().flatMap(one -> one.kinds().stream()).filter(kind -> !kind.staff()))
                    .hasSizeGreaterThan(20)
                    .allSatisfy(kind -> assertThat(page)
                            .contains(
                                    messages.getMessage("rights.kind." + kind.code() + ".purpose", null, Locale.FRENCH),
                                    messages.getMessage("rights.kind." + kind.code() + ".start", null, Locale.FRENCH)));
        } finally {
            admin.send("/admin/conservation/message", "kept", "30");
        }
    }

    @Test
    void one_message_leaves_and_its_own_row_never_tells_where_it_went() {
        var zoe = Someone.of("Zoé");
        requests.receive(NewRequest.web(Request.Kind.QUESTION, "fr", null, said(zoe, "Bonjour"), Ids.token()));
        var found = search(zoe.email());
        var receipt = erasing.erase(order(People.Search.of(zoe.email()), found.name()));
        assertThat(receipt.answered()).isTrue();
        assertThat(found(zoe.tokens())).isEmpty();
        assertThat(jdbc.sql("select count(*) from messaging.last_word")
                        .query(Integer.class)
                        .single())
                .isPositive();
        jdbc.sql(
                        "update messaging.message set state = 'sent', sent_at = created_at, next_try_at = null where about = 'person-erased'")
                .update();
        assertThat(jdbc.sql("select count(*) from messaging.last_word")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void what_is_open_is_ended_only_when_the_person_gives_it_up_and_the_name_is_typed() {
        var zoe = Someone.of("Zoé");
        requests.receive(NewRequest.web(Request.Kind.QUESTION, "fr", null, said(zoe, "Bonjour"), Ids.token()));
        var search = People.Search.of(zoe.email());
        var name = search(zoe.email()).name();
        assertThatThrownBy(() -> erasing.erase(
                        new Erasing.Order(search, name, Receipt.Reason.OBJECTION, Receipt.Checked.CODE, false, false)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> assertThat(refusal.field()).isEqualTo("ends"));
        assertThatThrownBy(() -> erasing.erase(order(search, "quelqu’un d’autre")))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> assertThat(refusal.field()).isEqualTo("confirmation"));
        assertThat(found(zoe.tokens())).isNotEmpty();
    }

    @Test
    void a_decision_may_be_kept_until_nobody_can_contest_it_any_more() {
        var zoe = Someone.of("Zoé");
        var asked = requests.receive(
                NewRequest.web(Request.Kind.APPLICATION, "fr", null, said(zoe, "Une dérogation"), Ids.token()));
        endings.answer(asked.id(), "Accordé.");
        requests.receive(NewRequest.web(Request.Kind.QUESTION, "fr", null, said(zoe, "Autre chose"), Ids.token()));
        var search = People.Search.of(zoe.email());
        var receipt = erasing.erase(new Erasing.Order(
                search, search(zoe.email()).name(), Receipt.Reason.OBJECTION, Receipt.Checked.CODE, true, true));
        assertThat(receipt.kept()).hasSize(1);
        assertThat(found(zoe.tokens())).contains("relations.request");
        assertThat(found(zoe.tokens())).doesNotContain("messaging.message");
        clock.forward(Duration.ofDays(70));
        assertThat(erasing.eraseKept(clock.instant())).isPositive();
        assertThat(found(zoe.tokens())).isEmpty();
        assertThat(erasing.receipt(receipt.number()).kept().getFirst().erasedAt())
                .isNotNull();
    }

    @Test
    void who_carries_their_data_meanwhile_waits_and_writes_nothing_of_them() throws Exception {
        var zoe = Someone.of("Zoé");
        var asked =
                requests.receive(NewRequest.web(Request.Kind.QUESTION, "fr", null, said(zoe, "Bonjour"), Ids.token()));
        var search = People.Search.of(zoe.email());
        var name = search(zoe.email()).name();
        var carrying = new CompletableFuture<Void>();
        var goOn = new CompletableFuture<Void>();
        var carrier = CompletableFuture.runAsync(() -> transaction.executeWithoutResult(_ -> {
            erasures.carry();
            carrying.complete(null);
            goOn.join();
            outbox.write(new fr.parvis.messaging.NewMessage(
                    "request " + asked.id() + " late",
                    "request-said",
                    fr.parvis.messaging.NewMessage.Channel.EMAIL,
                    zoe.email(),
                    "Objet",
                    "Bonjour " + zoe.secret(),
                    null,
                    clock.instant(),
                    null));
        }));
        carrying.join();
        var eraser = CompletableFuture.supplyAsync(() -> erasing.erase(order(search, name)));
        assertThat(eraser.isDone()).isFalse();
        goOn.complete(null);
        carrier.join();
        eraser.join();
        assertThat(found(zoe.tokens())).isEmpty();
        // and who had read before and comes after
        outbox.write(new fr.parvis.messaging.NewMessage(
                "request " + asked.id() + " later",
                "request-said",
                fr.parvis.messaging.NewMessage.Channel.EMAIL,
                zoe.email(),
                "Objet",
                "Bonjour",
                null,
                clock.instant(),
                null));
        assertThat(found(zoe.tokens())).isEmpty();
    }

    @Test
    void after_a_backup_is_put_back_the_erasures_are_made_again() {
        var zoe = Someone.of("Zoé");
        var asked =
                requests.receive(NewRequest.web(Request.Kind.QUESTION, "fr", null, said(zoe, "Bonjour"), Ids.token()));
        erasing.erase(order(People.Search.of(zoe.email()), search(zoe.email()).name()));
        // as it stood in the backup
        jdbc.sql(
                        "update relations.request set erased_at = null, email = ?, last_name = ?, first_name = '', subject = '', phone = '' where id = ?")
                .params(zoe.email(), zoe.last(), asked.id())
                .update();
        assertThat(found(zoe.tokens())).contains("relations.request");
        assertThat(erasing.replay()).isEqualTo(1);
        assertThat(found(zoe.tokens())).isEmpty();
        assertThat(erasing.replay()).isZero();
    }

    @Test
    void who_wrote_stop_is_still_not_written_to() {
        var zoe = Someone.of("Zoé");
        texts.receive(zoe.phone(), "38000", "Bonjour " + zoe.secret(), Ids.token());
        texts.receive(zoe.phone(), "38000", "STOP", Ids.token());
        await().atMost(SOON).until(() -> people.find(People.Search.of(zoe.phone())) instanceof People.Found);
        var search = People.Search.of(zoe.phone());
        await().atMost(SOON).until(() -> found(List.of(zoe.secret())).contains("relations.interaction"));
        erasing.erase(order(search, search(zoe.phone()).name()));
        assertThat(found(zoe.tokens())).isEmpty();
        var key = "essai " + Ids.token();
        outbox.write(new fr.parvis.messaging.NewMessage(
                key,
                "request-said",
                fr.parvis.messaging.NewMessage.Channel.SMS,
                zoe.phone(),
                "",
                "Bonjour",
                null,
                clock.instant(),
                null));
        assertThat(jdbc.sql("select state || ' ' || reason from messaging.message where key = ?")
                        .param(key)
                        .query(String.class)
                        .single())
                .isEqualTo("dropped opposed");
        jdbc.sql("delete from messaging.message where key = ?").param(key).update();
    }

    @Test
    void every_table_says_what_it_holds() {
        var named = holders.stream().flatMap(one -> one.tables().stream()).collect(Collectors.toSet());
        var unknown = new ArrayList<String>();
        jdbc.sql("""
                        with recursive hanging as (
                            select c.oid, c.oid::regclass::text as name, n.nspname || '.' || c.relname as full_name, c.oid as root from pg_class c
                              join pg_namespace n on n.oid = c.relnamespace
                             where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname not like 'pg_%'
                            union
                            select h.oid, h.name, h.full_name, f.confrelid from hanging h join pg_constraint f on f.conrelid = h.root
                             where f.contype = 'f' and f.confdeltype = 'c')
                        select h.full_name, array_agg(distinct n.nspname || '.' || c.relname) as roots from hanging h
                          join pg_class c on c.oid = h.root join pg_namespace n on n.oid = c.relnamespace group by 1 order by 1""").query(row -> {
            var name = row.getString("full_name");
            var roots = List.of((String[]) row.getArray("roots").getArray());
            if (roots.stream().noneMatch(named::contains) && !NobodysTables.ALL.contains(name)) {
                unknown.add(name);
            }
        });
        assertThat(unknown)
                .as("tables that no PersonalDataHolder names: see docs/decisions/0034-rights.md")
                .isEmpty();
        assertThat(NobodysTables.ALL).doesNotContainAnyElementsOf(named);
    }

    @Test
    void the_pages_find_copy_and_erase() {
        var zoe = Someone.of("Zoé");
        requests.receive(NewRequest.web(Request.Kind.QUESTION, "fr", null, said(zoe, "Bonjour"), Ids.token()));
        var admin = Pages.of(application, Role.ADMIN);
        assertThat(Pages.of(application, Role.AGENT).open("/admin/droits").status())
                .isEqualTo(403);
        assertThat(admin.open("/admin/droits?q=personne@essai.example").body()).contains("Rien n’est gardé");
        var page = admin.open("/admin/droits?q=" + zoe.email());
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains(zoe.last(), "Demandes et échanges", "Exporter une copie");
        assertThat(admin.send("/admin/droits/copie", "q", zoe.email()).status()).isEqualTo(200);
        var form = admin.open("/admin/droits/effacer?q=" + zoe.email());
        assertThat(form.body()).contains("Ce qui est en cours", "La personne y renonce");
        var refused = admin.send("/admin/droits/effacer", "q", zoe.email(), "ends", "true", "checked", "code");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("Motif manquant");
        var done = admin.send(
                "/admin/droits/effacer",
                "q",
                zoe.email(),
                "ends",
                "true",
                "checked",
                "code",
                "reason",
                "objection",
                "confirmation",
                zoe.first() + " " + zoe.last());
        assertThat(done.goesTo()).startsWith("/admin/droits/recus/EFF-");
        assertThat(admin.open(done.goesTo()).body())
                .contains("Demandes et échanges")
                .doesNotContain(zoe.last());
        assertThat(admin.open(done.goesTo() + "/pdf").status()).isEqualTo(200);
        assertThat(found(zoe.tokens())).isEmpty();
        assertThat(admin.open("/admin/registre").body()).contains("art. L112-1", "Fiches d’usagers");
        assertThat(admin.open("/admin/registre/pdf").status()).isEqualTo(200);
        assertThat(admin.send("/admin/registre", "officer", "Déléguée, dpo@ville.example")
                        .goesTo())
                .isEqualTo("/admin/registre");
        assertThat(admin.open("/admin/registre").body()).contains("dpo@ville.example");
    }
}
