package fr.parvis.appointments.web;

import fr.parvis.appointments.Appointment;
import fr.parvis.appointments.AppointmentWords;
import fr.parvis.appointments.Appointments;
import fr.parvis.appointments.Meeting;
import fr.parvis.appointments.demand.LineDelay;
import fr.parvis.appointments.demand.LineLook;
import fr.parvis.appointments.demand.Offer;
import fr.parvis.appointments.demand.Offers;
import fr.parvis.appointments.demand.PartOfDay;
import fr.parvis.appointments.demand.Reach;
import fr.parvis.appointments.demand.Suits;
import fr.parvis.appointments.demand.Wish;
import fr.parvis.appointments.demand.Wishes;
import fr.parvis.directory.Directory;
import fr.parvis.directory.ServiceOffer;
import fr.parvis.directory.Site;
import fr.parvis.platform.web.Choice;
import fr.parvis.platform.web.ProblemException;
import jakarta.servlet.http.HttpServletResponse;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.util.StringUtils;

/** Places in the waiting line as their pages show them. */
@Component("waitlistView")
class WaitlistView {
    /** @param where names of the sites */
    record Shown(
            Wish one,
            ServiceOffer service,
            List<String> where,
            String suits,
            String since,
            AppointmentView.@Nullable Shown now) {}

    /** @param until the last moment to answer, in words */
    record Offered(Offer one, AppointmentView.Shown time, String until) {}

    /** A time that everybody may book, and where that is done: its site and the first day to show. */
    record FreeNow(String moment, Site site, LocalDate day) {}

    /** How many are before, and how long it takes: each a sentence. */
    record Standing(int ahead, String before, List<String> delay) {}

    private final Wishes wishes;
    private final Offers offers;
    private final LineLook look;
    private final Appointments appointments;
    private final AppointmentView times;
    private final ServicesGiven services;
    private final Directory directory;
    private final MessageSource messages;

    WaitlistView(
            Wishes wishes,
            Offers offers,
            LineLook look,
            Appointments appointments,
            AppointmentView times,
            ServicesGiven services,
            Directory directory,
            MessageSource messages) {
        this.wishes = wishes;
        this.offers = offers;
        this.look = look;
        this.appointments = appointments;
        this.times = times;
        this.services = services;
        this.directory = directory;
        this.messages = messages;
    }

    /** For the page of one person: nobody keeps a copy of it, nor shows it in a search. */
    Wish find(String token, HttpServletResponse response) {
        keepToOneself(response);
        return wishes.findByToken(token).orElseThrow(WaitlistView::unknown);
    }

    Offer offer(String token, HttpServletResponse response) {
        keepToOneself(response);
        return offers.findByToken(token).orElseThrow(WaitlistView::unknown);
    }

    private static void keepToOneself(HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Robots-Tag", "noindex");
    }

    private static ProblemException unknown() {
        return new ProblemException(HttpStatus.NOT_FOUND, "appointments", "unknown-wish");
    }

    /** The open one for an earlier time than that of this appointment; templates ask it. */
    public @Nullable Wish earlier(Appointment mine) {
        return wishes.openFor(mine.id()).orElse(null);
    }

    /** No message reaches this person: an agent rings. */
    boolean isRung(Wish wish) {
        var usager = wish.usager();
        return usager != null && !look.isWrittenTo(usager);
    }

    /** An e-mail address is no use where none leaves: then there must be a telephone. */
    void checkReach(Appointment.Usager usager) {
        if (look.reach(usager) == Reach.EMAIL && !look.isWrittenTo(usager)) {
            throw ProblemException.field("phone", "appointments", "wish-by-phone-only");
        }
    }

    /** @throws ProblemException 400 when the day is past, or no opening that is known can ever suit */
    Suits possible(SuitsForm form, UUID serviceId, Set<UUID> sites, Meeting meeting, int people, Locale locale) {
        var suits = form.checked();
        var earliest = suits.earliest();
        if (earliest != null && earliest.isBefore(look.today())) {
            throw ProblemException.field("earliest", "appointments", "earliest-past");
        }
        instead(serviceId, sites, suits, meeting, people, locale).ifPresent(given -> {
            throw ProblemException.field(
                    suits.days().isEmpty() ? suits.parts().isEmpty() ? "earliest" : "parts" : "days",
                    "appointments",
                    "wish-impossible",
                    given);
        });
        return suits;
    }

    /** When appointments are given, in words, for somebody whom none can suit. */
    Optional<String> instead(UUID serviceId, Set<UUID> sites, Suits suits, Meeting meeting, int people, Locale locale) {
        return look.insteadOf(serviceId, sites, suits, meeting, people)
                .map(given -> suits(new Suits(given.days(), given.parts(), null), locale));
    }

    /** From when on what suits can be booked at all; null when it can now. */
    @Nullable
    String beyond(UUID serviceId, Suits suits, Locale locale) {
        var earliest = suits.earliest();
        return earliest == null
                ? null
                : look.opensOn(serviceId, earliest)
                        .map(day -> AppointmentWords.day(day, locale))
                        .orElse(null);
    }

    /** As it is ticked; a first day that is past by now is left out. */
    SuitsForm form(Wish wish, Collection<Site> given) {
        return SuitsForm.of(wish, given, look.today());
    }

    /**
     * What is offered is answered by the link alone that was sent: whoever came here from a form may have typed somebody else's
     * contact. Where no message leaves, or the staff has joined the person, their page is enough.
     */
    boolean answersByLink(Wish wish) {
        var usager = wish.usager();
        return wish.isOpen()
                && wish.channel() == Appointment.Channel.ONLINE
                && wish.provedAt() == null
                && usager != null
                && look.isWrittenTo(usager)
                && offers.openOf(wish).isPresent();
    }

    /** Where messages go, for whoever knows it. */
    @Nullable
    String masked(Wish wish) {
        var usager = wish.usager();
        if (usager == null) {
            return null;
        }
        var mail = usager.email();
        var phone = usager.phone();
        return mail != null
                ? mail.substring(0, 1) + "…" + mail.substring(mail.lastIndexOf('@'))
                : phone == null ? null : "…" + phone.substring(Math.max(0, phone.length() - 2));
    }

    List<FreeNow> free(List<LineLook.Free> free, Locale locale) {
        return free.stream()
                .map(one -> new FreeNow(
                        AppointmentWords.moment(one.start(), one.site(), locale),
                        one.site(),
                        one.start().atZone(one.site().zone()).toLocalDate()))
                .toList();
    }

    /** As in the keys of texts; "" once personal data are erased. */
    String reach(Wish wish) {
        var reach = look.reach(wish);
        return reach == null ? "" : (isRung(wish) ? Reach.CALL : reach).code();
    }

    /** What it ended in; null when it did not end in an appointment. */
    @Nullable
    Appointment taken(Wish wish) {
        return offers.taken(wish).orElse(null);
    }

    /** Where the person may want a time instead; for an earlier one the site is agreed. */
    List<Site> choosable(Wish wish) {
        return wish.replaces() == null
                ? services.find(directory.service(wish.serviceId()))
                        .map(ServicesGiven.Given::sites)
                        .orElse(List.of())
                : wish.sites().stream().map(directory::site).toList();
    }

    Shown of(Wish wish, Locale locale) {
        var replaces = wish.replaces();
        return new Shown(
                wish,
                directory.service(wish.serviceId()),
                names(wish.sites()),
                suits(wish.suits(), locale),
                AppointmentWords.day(wish.joinedAt().atZone(directory.zone()).toLocalDate(), locale),
                replaces == null ? null : times.of(appointments.find(replaces), locale));
    }

    @Nullable
    Offered openOffer(Wish wish, Locale locale) {
        return answersByLink(wish)
                ? null
                : offers.openOf(wish).map(offer -> of(offer, locale)).orElse(null);
    }

    Offered of(Offer offer, Locale locale) {
        return new Offered(
                offer,
                times.of(appointments.find(offer.heldId()), locale),
                AppointmentWords.moment(offer.until(), directory.site(offer.siteId()), locale));
    }

    List<String> names(Collection<UUID> sites) {
        return directory.allSites().stream()
                .filter(site -> sites.contains(site.id()))
                .map(Site::name)
                .toList();
    }

    /** "lundi, mardi · le matin, avant 12:00 · à partir du 3 mars 2026". */
    String suits(Suits suits, Locale locale) {
        var days = suits.days().isEmpty()
                ? text("waitlist.mine.any-day", locale)
                : suits.days().stream()
                        .sorted()
                        .map(day -> day.getDisplayName(TextStyle.FULL_STANDALONE, locale))
                        .collect(Collectors.joining(comma(locale)));
        var parts = suits.parts().isEmpty()
                ? text("waitlist.mine.any-part", locale)
                : suits.parts().stream()
                        .sorted()
                        .map(part -> StringUtils.uncapitalize(text("waitlist.part." + part.code(), locale)))
                        .collect(Collectors.joining(" ; "));
        var earliest = suits.earliest();
        return Stream.of(
                        days,
                        parts,
                        earliest == null
                                ? ""
                                : text("waitlist.mine.from", locale, AppointmentWords.day(earliest, locale)))
                .filter(words -> !words.isEmpty())
                .collect(Collectors.joining(" · "));
    }

    private static String comma(Locale locale) {
        return locale.getLanguage().equals("ar") ? "، " : ", ";
    }

    Standing standing(Wish wish, Locale locale) {
        return standing(look.place(wish), locale);
    }

    /** Of whoever joins now. */
    Standing standing(UUID serviceId, Set<UUID> sites, Locale locale) {
        return standing(look.last(serviceId, sites), locale);
    }

    private Standing standing(LineLook.Place place, Locale locale) {
        return new Standing(
                place.before(), text("waitlist.before", locale, place.before()), delay(place.delay(), locale));
    }

    List<String> delay(LineDelay delay, Locale locale) {
        var soon = delay.soon();
        if (!delay.isKnown()) {
            return List.of(text("waitlist.delay.unknown", locale, delay.offered()));
        }
        var longest = days(delay.longest(), locale);
        var half = delay.half();
        var late = delay.late();
        return List.of(
                half == null
                        ? text("waitlist.delay.half-beyond", locale)
                        : text("waitlist.delay.half", locale, days(half, locale)),
                late == null
                        ? text(
                                "waitlist.delay.range-beyond",
                                locale,
                                soon == null ? longest : days(soon, locale),
                                longest)
                        : text(
                                "waitlist.delay.range",
                                locale,
                                days(Objects.requireNonNull(soon), locale),
                                days(late, locale)),
                text("waitlist.delay.from", locale, delay.offered()));
    }

    /** Whole days, the one that has begun counted. */
    private String days(Duration time, Locale locale) {
        return text(
                "waitlist.duration",
                locale,
                time.compareTo(Duration.ofDays(1)) < 0 ? 0 : Math.ceilDiv(time.toHours(), 24));
    }

    /** Whole days that have gone by. */
    String age(Duration time, Locale locale) {
        return text("waitlist.duration", locale, time.toDays());
    }

    void fillChoices(Model model, SuitsForm form, Collection<Site> given, Locale locale) {
        model.addAttribute(
                "sites",
                given.stream()
                        .map(site ->
                                Choice.of(site.slug(), site.name(), form.sites().contains(site.slug())))
                        .toList());
        model.addAttribute(
                "days",
                Arrays.stream(DayOfWeek.values())
                        .map(day -> Choice.of(
                                day.getValue(),
                                StringUtils.capitalize(day.getDisplayName(TextStyle.FULL_STANDALONE, locale)),
                                form.days().contains(Integer.toString(day.getValue()))))
                        .toList());
        model.addAttribute(
                "parts",
                Arrays.stream(PartOfDay.values())
                        .map(part -> Choice.of(
                                part.code(),
                                text("waitlist.part." + part.code(), locale),
                                form.parts().contains(part.code())))
                        .toList());
        model.addAttribute("suits", form);
    }

    String text(String key, Locale locale, Object... arguments) {
        return Objects.requireNonNull(messages.getMessage(key, arguments, locale));
    }
}
