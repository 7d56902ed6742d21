package fr.parvis.appointments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.parvis.appointments.demand.NewWish;
import fr.parvis.appointments.demand.Offering;
import fr.parvis.appointments.demand.Offers;
import fr.parvis.appointments.demand.Suits;
import fr.parvis.appointments.demand.Wishes;
import fr.parvis.appointments.sectors.PostalAddress;
import fr.parvis.appointments.slots.Modality;
import fr.parvis.appointments.slots.OpeningRule;
import fr.parvis.appointments.slots.SchoolTime;
import fr.parvis.directory.ServiceOffer;
import fr.parvis.directory.Site;
import fr.parvis.platform.Ids;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.queue.Halls;
import fr.parvis.queue.Ticket;
import fr.parvis.relations.usager.Channel;
import fr.parvis.relations.usager.Consents;
import fr.parvis.relations.usager.Need;
import fr.parvis.relations.usager.Particulars;
import fr.parvis.relations.usager.Usagers;
import fr.parvis.rights.Nights;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.TestClock;
import fr.parvis.testing.Town;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** By telephone, by video, at home, and with what somebody needs: which times there are, and what an appointment becomes. */
@ParvisTest
class WaysToMeetIT {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final PostalAddress LILAS = new PostalAddress("12 rue des Lilas", "", "00000", "Saint-Parvis");
    private static final PostalAddress FAR = new PostalAddress("1 rue Haute", "", "99999", "Ailleurs");

    @Autowired
    Nights nights;

    @Autowired
    Town town;

    @Autowired
    Agendas agendas;

    @Autowired
    Availability availability;

    @Autowired
    Bookings bookings;

    @Autowired
    ExactMoves exact;

    @Autowired
    Arrivals arrivals;

    @Autowired
    Appointments appointments;

    @Autowired
    AppointmentKeeping keeping;

    @Autowired
    CalendarFile calendar;

    @Autowired
    Wishes wishes;

    @Autowired
    Offering offering;

    @Autowired
    Offers offers;

    @Autowired
    Usagers usagers;

    @Autowired
    Halls halls;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcClient jdbc;

    Site site;
    ServiceOffer service;
    ServiceTerms terms;
    LocalDate monday;
    List<UUID> counters;

    @BeforeEach
    void open() {
        var place = town.place(1, 3);
        site = place.site();
        service = place.services().getFirst();
        counters = place.counters().stream().map(one -> one.id()).toList();
        monday = LocalDate.now(PARIS).plusWeeks(1).with(TemporalAdjusters.next(DayOfWeek.MONDAY));
        clock.setTo(at("10:00").minus(Duration.ofDays(3)));
        given(Set.of(Modality.values()));
    }

    @AfterEach
    void shut() {
        agendas.at(site).forEach(one -> agendas.update(one.id(), one.name(), one.services(), false));
        agendas.saveTerms(ServiceTerms.usual(service.id(), 20));
        clock.reset();
    }

    private void given(Set<Modality> modalities) {
        terms = ServiceTerms.usual(service.id(), 20)
                .withWays(new Ways(modalities, "https://visio.essai.example/salle?rdv={reference}"));
        agendas.saveTerms(terms);
    }

    private Instant at(String time) {
        return monday.atTime(LocalTime.parse(time)).atZone(PARIS).toInstant();
    }

    private Agenda agenda(int counter, String from, Facilities facilities, Modality... modalities) {
        var agenda = agendas.create(
                site, "Agenda " + counter, null, counters.get(counter), null, Set.of(service.id()), facilities);
        agendas.saveRule(
                agenda.id(),
                null,
                new OpeningRule(
                        Ids.next(),
                        Set.of(),
                        monday,
                        LocalTime.parse(from),
                        LocalTime.parse(from).plusMinutes(20),
                        null,
                        Set.of(),
                        SchoolTime.ALWAYS,
                        Set.of(modalities)));
        return agenda;
    }

    private List<String> times(Meeting meeting) {
        return availability.slots(site, terms, meeting, 1, monday, monday, false).stream()
                .map(slot -> AppointmentWords.time(slot.start(), site))
                .toList();
    }

    private static Meeting home(PostalAddress address) {
        return new Meeting(Modality.HOME, Needs.NONE, address);
    }

    private static Meeting needing(Needs needs) {
        return new Meeting(Modality.ON_SITE, needs, null);
    }

    private static Appointment.Usager somebody(@Nullable String phone) {
        return new Appointment.Usager(
                "Camille",
                "Essai" + Ids.token().replaceAll("[^A-Za-z]", ""),
                Ids.token() + "@essai.example",
                phone,
                "fr");
    }

    private Appointment book(String time, Meeting meeting, @Nullable String phone) {
        return bookings.book(
                new NewAppointment(site.id(), service.id(), at(time), 1, Appointment.Channel.DESK, meeting),
                somebody(phone));
    }

    private static void refused(String field, ThrowingCallable act) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> assertThat(refusal.field()).isEqualTo(field));
    }

    @Test
    void an_opening_takes_all_ways_but_visits_unless_it_names_its_own() {
        agenda(0, "09:00", Facilities.NONE);
        agenda(1, "10:00", Facilities.NONE, Modality.PHONE);
        agenda(2, "11:00", Facilities.NONE, Modality.HOME, Modality.ON_SITE);
        assertThat(times(Meeting.ON_SITE)).containsExactly("09:00", "11:00");
        assertThat(times(Meeting.by(Modality.PHONE))).containsExactly("09:00", "10:00");
        assertThat(times(Meeting.by(Modality.VIDEO))).containsExactly("09:00");
        assertThat(times(home(FAR))).containsExactly("11:00");
    }

    @Test
    void a_way_in_which_the_service_is_not_given_has_no_times_and_cannot_be_booked() {
        agenda(0, "09:00", Facilities.NONE);
        given(Set.of(Modality.ON_SITE, Modality.VIDEO));
        assertThat(times(Meeting.by(Modality.PHONE))).isEmpty();
        refused("modality", () -> book("09:00", Meeting.by(Modality.PHONE), "+33612345678"));
        assertThat(times(Meeting.ON_SITE)).containsExactly("09:00");
    }

    @Test
    void whoever_says_nothing_is_received_in_the_first_way_that_there_is() {
        agenda(0, "09:00", Facilities.NONE, Modality.PHONE);
        given(Set.of(Modality.PHONE));
        assertThat(availability.slots(site, terms, 1, monday, monday, false)).hasSize(1);
    }

    @Test
    void a_call_needs_a_number_and_a_visit_an_address() {
        agenda(0, "09:00", Facilities.NONE, Modality.values());
        refused("phone", () -> book("09:00", Meeting.by(Modality.PHONE), null));
        refused("address", () -> book("09:00", Meeting.by(Modality.HOME), null));
        assertThat(times(Meeting.ON_SITE)).as("nothing is left held").containsExactly("09:00");
    }

    @Test
    void only_the_agenda_of_the_sector_visits() {
        var north = agenda(0, "09:00", Facilities.NONE, Modality.HOME);
        var south = agenda(1, "10:00", Facilities.NONE, Modality.HOME);
        agendas.saveSector(north.id(), "00000 Saint-Parvis : rue des Lilas, 1-20 pairs");
        agendas.saveSector(south.id(), "00000 Saint-Parvis : rue des Lilas, impairs\n00001");
        assertThat(times(home(LILAS))).containsExactly("09:00");
        assertThat(times(home(new PostalAddress("13 r. Lilas", "", "00000", "st-parvis"))))
                .containsExactly("10:00");
        assertThat(times(home(FAR))).isEmpty();
        var booked = book("09:00", home(LILAS), null);
        assertThat(booked.agendas()).containsExactly(north.id());
        assertThat(appointments.find(booked.id()).meeting().address()).isEqualTo(LILAS);
        assertThatThrownBy(() -> book("10:00", home(LILAS), null)).isInstanceOf(ProblemException.class);
    }

    @Test
    void a_line_of_a_sector_that_cannot_be_read_is_refused_and_nothing_is_kept() {
        var agenda = agenda(0, "09:00", Facilities.NONE, Modality.HOME);
        agendas.saveSector(agenda.id(), "00000");
        refused("sector", () -> agendas.saveSector(agenda.id(), "00001\n00000 : rue Haute, 9-3"));
        assertThat(agendas.sector(agenda.id())).isEqualTo("00000");
    }

    @Test
    void needs_leave_only_the_agendas_that_have_what_it_takes() {
        agenda(0, "09:00", Facilities.NONE);
        agenda(1, "10:00", new Facilities(true, false, Set.of("ar"), ""));
        agenda(2, "11:00", new Facilities(true, true, Set.of(), ""));
        assertThat(times(needing(Needs.NONE))).containsExactly("09:00", "10:00", "11:00");
        assertThat(times(needing(new Needs(true, false, "")))).containsExactly("10:00", "11:00");
        assertThat(times(needing(new Needs(true, true, "")))).containsExactly("11:00");
        assertThat(times(needing(new Needs(false, false, "ar")))).containsExactly("10:00");
        assertThat(times(needing(new Needs(false, true, "ar")))).isEmpty();
        assertThat(times(new Meeting(Modality.PHONE, new Needs(true, false, ""), null)))
                .as("a step is nothing on the telephone")
                .containsExactly("09:00", "10:00", "11:00");
    }

    @Test
    void a_move_stays_in_the_same_way_and_with_the_same_needs() {
        agenda(0, "09:00", Facilities.NONE, Modality.PHONE);
        agenda(1, "10:00", Facilities.NONE, Modality.ON_SITE);
        agenda(2, "11:00", Facilities.NONE, Modality.PHONE);
        var call = book("09:00", Meeting.by(Modality.PHONE), "+33612345678");
        assertThatThrownBy(() -> bookings.move(call.id(), at("10:00"), true)).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> exact.move(call.id(), site.id(), at("10:00"), null))
                .isInstanceOf(ProblemException.class);
        var moved = bookings.move(call.id(), at("11:00"), true);
        assertThat(moved.start()).isEqualTo(at("11:00"));
        assertThat(moved.meeting().modality()).isEqualTo(Modality.PHONE);
        assertThat(exact.move(call.id(), site.id(), at("09:00"), null).start()).isEqualTo(at("09:00"));
    }

    @Test
    void what_was_said_when_booking_and_what_their_sheet_holds_is_asked_for_by_the_ticket() {
        agenda(0, "09:00", new Facilities(true, false, Set.of("ar"), ""));
        var told = book("09:00", needing(new Needs(true, false, "ar")), "+33612345678");
        var named = Objects.requireNonNull(told.usager());
        var sheet = usagers.recognise(named.firstName(), named.lastName(), named.email(), "+33612345678", "fr")
                .orElseThrow();
        usagers.change(
                sheet,
                new Particulars(named.firstName(), named.lastName(), "fr", null, null, Set.of(Need.PLAIN_LANGUAGE)),
                usagers.usager(sheet).revision(),
                new Consents.Taking(Channel.COUNTER, Consents.WORDS),
                Ids.next());
        clock.setTo(at("09:00"));
        var ticket =
                halls.ticket(Objects.requireNonNull(arrivals.checkIn(told.id()).ticketId()));
        assertThat(ticket.help())
                .containsExactlyInAnyOrder(Ticket.Help.WHEELCHAIR, Ticket.Help.INTERPRETER, Ticket.Help.READING);
        assertThat(ticket.language()).isEqualTo("ar");
    }

    @Test
    void contact_that_is_made_is_an_arrival_without_a_ticket() {
        agenda(0, "09:00", Facilities.NONE);
        var call = book("09:00", Meeting.by(Modality.PHONE), "+33612345678");
        clock.setTo(at("09:00"));
        var reached = arrivals.checkIn(call.id());
        assertThat(reached.state()).isEqualTo(Appointment.State.ARRIVED);
        assertThat(reached.ticketId()).isNull();
        assertThat(arrivals.checkIn(call.id()).state()).isEqualTo(Appointment.State.ARRIVED);
        assertThat(jdbc.sql("select count(*) from queue.ticket where site_id = ?")
                        .param(site.id())
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void an_entry_of_a_calendar_says_where_or_how() {
        var one = agenda(0, "09:00", Facilities.NONE);
        agenda(1, "10:00", new Facilities(false, false, Set.of(), "https://autre.essai.example/moi"));
        var video = book("09:00", Meeting.by(Modality.VIDEO), null);
        assertThat(entry(video))
                .contains("CONFERENCE;", "FEATURE=VIDEO", "https://visio.essai.example/salle?rdv=" + video.reference());
        assertThat(entry(book("10:00", Meeting.by(Modality.VIDEO), null))).contains("https://autre.essai.example/moi");
        agendas.update(one.id(), one.name(), one.services(), false);
    }

    private String entry(Appointment appointment) {
        return calendar.of(appointment, "https://parvis.example/rdv/mien/x", Locale.FRENCH)
                .replace("\r\n ", "");
    }

    @Test
    void where_somebody_lives_and_what_they_need_goes_with_their_name() {
        agenda(0, "09:00", new Facilities(true, false, Set.of(), ""), Modality.values());
        agenda(1, "10:00", Facilities.NONE, Modality.HOME);
        var visit = book("09:00", new Meeting(Modality.HOME, new Needs(true, false, ""), LILAS), null);
        var held = bookings.hold(
                new NewAppointment(site.id(), service.id(), at("10:00"), 1, Appointment.Channel.ONLINE, home(LILAS)));
        clock.setTo(clock.instant().plus(Duration.ofHours(2)));
        keeping.endHolds();
        keeping.tidy();
        assertThat(appointments.find(held.id()).meeting()).isEqualTo(Meeting.by(Modality.HOME));
        assertThat(appointments.find(visit.id()).meeting().address()).isEqualTo(LILAS);
        assertThatThrownBy(() -> bookings.confirm(held.id(), somebody(null)))
                .as("nobody knows any more where to come")
                .isInstanceOf(ProblemException.class);
        clock.setTo(at("09:20").plus(Duration.ofDays(30)).plusSeconds(60));
        nights.run("appointment");
        assertThat(appointments.find(visit.id()).meeting()).isEqualTo(Meeting.by(Modality.HOME));
        assertThat(jdbc.sql(
                                "select count(*) from appointments.event where appointment_id = ? and data::text like '%Lilas%'")
                        .param(visit.id())
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void the_line_offers_only_what_suits_the_way_and_the_needs() {
        agenda(0, "09:00", Facilities.NONE);
        var fit = agenda(1, "10:00", new Facilities(true, false, Set.of(), ""));
        var wish = wishes.join(new NewWish(
                service.id(),
                Set.of(site.id()),
                Suits.ANY,
                1,
                Appointment.Channel.ONLINE,
                somebody(null),
                "",
                needing(new Needs(true, false, "")),
                false));
        wishes.opened(wish);
        offering.round();
        var offer = offers.openOf(wish).orElseThrow();
        var held = offers.appointment(offer);
        assertThat(held.start()).isEqualTo(at("10:00"));
        assertThat(held.agendas()).containsExactly(fit.id());
        assertThat(held.meeting()).isEqualTo(wish.meeting());
        wishes.leave(wish.id());
    }

    @Test
    void a_video_needs_an_https_address_of_the_body_s_own() {
        refused("videoAddress", () -> agendas.saveTerms(terms.withWays(new Ways(Set.of(Modality.VIDEO), ""))));
        for (var wrong :
                List.of("http://visio.example", "javascript:alert(1)", "https://", "https://a@b.example", "x")) {
            refused("videoAddress", () -> agendas.saveTerms(terms.withWays(new Ways(Set.of(Modality.VIDEO), wrong))));
        }
        refused("modalities", () -> agendas.saveTerms(terms.withWays(new Ways(Set.of(), ""))));
    }
}
