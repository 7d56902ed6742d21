package fr.parvis.appointments.web;

import fr.parvis.appointments.AppointmentWords;
import fr.parvis.appointments.Availability;
import fr.parvis.appointments.Meeting;
import fr.parvis.appointments.ServiceTerms;
import fr.parvis.appointments.Suiting;
import fr.parvis.appointments.slots.SlotSearch.Slot;
import fr.parvis.directory.Directory;
import fr.parvis.directory.Position;
import fr.parvis.directory.Site;
import fr.parvis.platform.Ids;
import fr.parvis.platform.web.Choice;
import fr.parvis.platform.web.FormProblem;
import fr.parvis.platform.web.ProblemException;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.util.StringUtils;

/** The free times of some sites, day by day, to choose one of them. */
@Component
class TimesPage {
    private static final Duration FARTHEST = Duration.ofDays(500);
    private static final int MOST_DAYS = 5;
    private static final int ENOUGH_TIMES = 40;
    private static final int STEP_DAYS = 7;
    private static final List<String> LOST = List.of("slot-taken", "slot-past", "hold-expired");

    record Time(String value, String label) {}

    /**
     * @param distance in kilometres; empty when it is not known
     * @param shut the site receives nobody else on the day
     */
    record Place(Site site, String distance, boolean shut, List<Time> times) {}

    /** @param first its first free moment in words */
    record NearSite(Site site, String distance, String first, String address) {}

    record Day(LocalDate date, String name, List<Place> places) {}

    record Chosen(Site site, Instant start) {}

    /** @param next the first day after those that has a time too; null when none has */
    private record Found(List<Day> days, @Nullable LocalDate next) {}

    private final Availability availability;
    private final Suiting suiting;
    private final Nearby nearby;
    private final AskedDay askedDay;
    private final SiteDays siteDays;
    private final Directory directory;
    private final MessageSource messages;
    private final Clock clock;

    TimesPage(
            Availability availability,
            Suiting suiting,
            Nearby nearby,
            AskedDay askedDay,
            SiteDays siteDays,
            Directory directory,
            MessageSource messages,
            Clock clock) {
        this.suiting = suiting;
        this.nearby = nearby;
        this.askedDay = askedDay;
        this.siteDays = siteDays;
        this.availability = availability;
        this.directory = directory;
        this.messages = messages;
        this.clock = clock;
    }

    /**
     * @param path of the page itself, where a choice is sent to as well
     * @param desk whoever looks sees what is kept for people without internet
     */
    void fill(
            Model model,
            ServiceTerms terms,
            List<Site> sites,
            TimesWish wish,
            Meeting meeting,
            String path,
            boolean desk,
            Locale locale) {
        var asked =
                sites.stream().filter(site -> site.slug().equals(wish.place())).toList();
        var today = LocalDate.ofInstant(clock.instant(), directory.zone());
        var last = today.plusDays(terms.horizonDays());
        var from = wish.isAfar() ? null : nearby.find(wish.near()).orElse(null);
        var found = find(asked.isEmpty() ? sites : asked, terms, wish, meeting, from, today, last, desk, locale);
        var next = found.next();
        model.addAttribute("days", found.days());
        model.addAttribute(
                "askedDay",
                askedDay.why(
                        wish.from(),
                        found.days().isEmpty() ? null : found.days().getFirst().date(),
                        asked.isEmpty() ? sites : asked,
                        today,
                        last,
                        locale));
        model.addAttribute("later", next == null ? "" : wish.from(next).address(path));
        model.addAttribute("laterDay", next == null ? "" : AppointmentWords.day(next, locale));
        model.addAttribute("wish", wish);
        model.addAttribute("lasts", lasts(terms.visit(wish.people()), locale));
        model.addAttribute(
                "weekday", wish.day() == null ? "" : Integer.toString(wish.day().getValue()));
        model.addAttribute("here", wish.address(path));
        model.addAttribute("path", path);
        model.addAttribute("wide", wish.wide().address(path));
        model.addAttribute("start", wish.from(null).address(path));
        model.addAttribute("today", today);
        model.addAttribute("lastDay", AppointmentWords.day(last, locale));
        model.addAttribute("sites", sites);
        model.addAttribute("places", places(sites, locale));
        model.addAttribute("weekdays", weekdays(locale));
        model.addAttribute("nonce", Ids.token());
        model.addAttribute("languages", languages(terms, sites, wish, locale));
        model.addAttribute("unknownPlace", from == null && !wish.near().isEmpty());
        model.addAttribute(
                "nearSites",
                from == null
                        ? List.of()
                        : nearSites(terms, sites, wish, meeting, path, from, today, last, desk, locale));
        model.addAttribute("nearestFirst", wish.in(TimesWish.Order.NEAREST).address(path));
        model.addAttribute("earliestFirst", wish.in(TimesWish.Order.EARLIEST).address(path));
    }

    /** "1 h 20", "40 min". */
    private String lasts(Duration visit, Locale locale) {
        var hours = visit.toHours();
        var minutes = visit.toMinutesPart();
        var key = hours == 0 ? "minutes" : minutes == 0 ? "hours" : "hours-minutes";
        return Objects.requireNonNull(messages.getMessage("rdv.lasts." + key, new Object[] {hours, minutes}, locale));
    }

    private List<Choice> languages(ServiceTerms terms, List<Site> sites, TimesWish wish, Locale locale) {
        var choices = new ArrayList<Choice>();
        choices.add(Choice.of("", messages.getMessage("rdv.needs.language.any", null, locale)));
        var spoken = new java.util.TreeSet<>(suiting.languages(sites, terms.serviceId()));
        spoken.addAll(
                wish.needs().language().isEmpty()
                        ? List.of()
                        : List.of(wish.needs().language()));
        spoken.forEach(code -> choices.add(Choice.of(code, languageName(code, locale))));
        return choices;
    }

    /** In the reader's language and its own: "arabe · العربية". */
    static String languageName(String code, Locale locale) {
        var language = Locale.of(code);
        var name = StringUtils.capitalize(language.getDisplayLanguage(locale));
        var own = StringUtils.capitalize(language.getDisplayLanguage(language));
        return name.equals(own) ? name : name + " · " + own;
    }

    private List<NearSite> nearSites(
            ServiceTerms terms,
            List<Site> sites,
            TimesWish wish,
            Meeting meeting,
            String path,
            Position from,
            LocalDate today,
            LocalDate last,
            boolean desk,
            Locale locale) {
        var first = availability.first(sites, terms, meeting, wish.people(), today, last, desk);
        Comparator<Map.Entry<Site, Slot>> nearest =
                Comparator.comparingDouble(one -> Nearby.distance(from, one.getKey()));
        Comparator<Map.Entry<Site, Slot>> earliest =
                Comparator.comparing(one -> one.getValue().start());
        return first.entrySet().stream()
                .sorted(
                        wish.order() == TimesWish.Order.NEAREST
                                ? nearest.thenComparing(earliest)
                                : earliest.thenComparing(nearest))
                .map(one -> new NearSite(
                        one.getKey(),
                        Nearby.kilometres(from, one.getKey(), locale),
                        AppointmentWords.moment(one.getValue().start(), one.getKey(), locale),
                        wish.at(one.getKey().slug()).address(path)))
                .toList();
    }

    private List<Choice> places(List<Site> sites, Locale locale) {
        var choices = new ArrayList<Choice>();
        choices.add(Choice.of("", messages.getMessage("rdv.filter.place.any", null, locale)));
        sites.forEach(site -> choices.add(Choice.of(site.slug(), site.name())));
        return choices;
    }

    private List<Choice> weekdays(Locale locale) {
        var choices = new ArrayList<Choice>();
        choices.add(Choice.of("", messages.getMessage("rdv.filter.day.any", null, locale)));
        for (var day : DayOfWeek.values()) {
            choices.add(Choice.of(
                    day.getValue(), StringUtils.capitalize(day.getDisplayName(TextStyle.FULL_STANDALONE, locale))));
        }
        return choices;
    }

    private Found find(
            List<Site> sites,
            ServiceTerms terms,
            TimesWish wish,
            Meeting meeting,
            @Nullable Position near,
            LocalDate today,
            LocalDate last,
            boolean desk,
            Locale locale) {
        var days = new ArrayList<Day>();
        var asked = wish.from();
        var from = asked == null || asked.isBefore(today) ? today : asked;
        var times = 0;
        // the first of all may be far away: it is found at once
        from = from.isAfter(last) ? from : firstDay(sites, terms, meeting, wish.people(), from, last, desk);
        for (var begin = from; begin != null && !begin.isAfter(last); begin = begin.plusDays(STEP_DAYS)) {
            for (var one : between(sites, terms, wish, meeting, begin, begin.plusDays(STEP_DAYS - 1L), desk)
                    .entrySet()) {
                if (days.size() == MOST_DAYS || times >= ENOUGH_TIMES) {
                    return new Found(days, one.getKey());
                }
                days.add(new Day(
                        one.getKey(),
                        AppointmentWords.day(one.getKey(), locale),
                        inOrder(one.getValue(), near, wish.order(), locale)));
                times += one.getValue().values().stream().mapToInt(List::size).sum();
            }
        }
        return new Found(days, null);
    }

    private @Nullable LocalDate firstDay(
            List<Site> sites,
            ServiceTerms terms,
            Meeting meeting,
            int people,
            LocalDate from,
            LocalDate last,
            boolean desk) {
        return availability.first(sites, terms, meeting, people, from, last, desk).entrySet().stream()
                .map(one ->
                        LocalDate.ofInstant(one.getValue().start(), one.getKey().zone()))
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    private Map<LocalDate, Map<Site, List<Slot>>> between(
            List<Site> sites,
            ServiceTerms terms,
            TimesWish wish,
            Meeting meeting,
            LocalDate from,
            LocalDate to,
            boolean desk) {
        var days = new TreeMap<LocalDate, Map<Site, List<Slot>>>();
        for (var site : sites) {
            for (var slot : availability.slots(site, terms, meeting, wish.people(), from, to, desk)) {
                var start = slot.start().atZone(site.zone());
                if (wish.suits(start)) {
                    days.computeIfAbsent(start.toLocalDate(), _ -> new LinkedHashMap<>())
                            .computeIfAbsent(site, _ -> new ArrayList<>())
                            .add(slot);
                }
            }
        }
        return days;
    }

    private List<Place> inOrder(
            Map<Site, List<Slot>> day, @Nullable Position near, TimesWish.Order order, Locale locale) {
        Comparator<Map.Entry<Site, List<Slot>>> earliest =
                Comparator.comparing(one -> one.getValue().getFirst().start());
        Comparator<Map.Entry<Site, List<Slot>>> nearest =
                Comparator.comparingDouble(one -> Nearby.distance(near, one.getKey()));
        return day.entrySet().stream()
                .sorted(near == null || order == TimesWish.Order.EARLIEST ? earliest : nearest.thenComparing(earliest))
                .map(one -> new Place(
                        one.getKey(),
                        Nearby.kilometres(near, one.getKey(), locale),
                        siteDays.isShut(one.getKey(), one.getValue().getFirst().start()),
                        one.getValue().stream()
                                .map(slot -> new Time(
                                        value(one.getKey(), slot), AppointmentWords.time(slot.start(), one.getKey())))
                                .toList()))
                .toList();
    }

    private static String value(Site site, Slot slot) {
        return site.slug() + " " + slot.start();
    }

    /** @throws ProblemException 400 when no button of ours sends this */
    Chosen chosen(@Nullable String value, List<Site> sites) {
        var parts = Objects.requireNonNullElse(value, "").split(" ", 2);
        try {
            var start = Instant.parse(parts.length == 2 ? parts[1] : "").truncatedTo(ChronoUnit.SECONDS);
            if (Duration.between(clock.instant(), start).abs().compareTo(FARTHEST) > 0) {
                throw malformed();
            }
            return sites.stream()
                    .filter(site -> site.slug().equals(parts[0]))
                    .findFirst()
                    .map(site -> new Chosen(site, start))
                    .orElseThrow(TimesPage::malformed);
        } catch (DateTimeException _) {
            throw malformed();
        }
    }

    private static ProblemException malformed() {
        return new ProblemException(HttpStatus.BAD_REQUEST, "platform", "page-malformed");
    }

    /** The time that was wanted is no longer to be had. */
    static boolean isLost(ProblemException refusal) {
        return LOST.contains(refusal.key().replaceFirst(".*\\.", ""));
    }

    /** Says so, and offers the times that are nearest to it. */
    void fillLost(
            Model model,
            HttpServletResponse response,
            ProblemException refusal,
            ServiceTerms terms,
            Meeting meeting,
            int people,
            Chosen wanted,
            boolean desk,
            Locale locale) {
        var said = FormProblem.of(refusal, messages, locale);
        var now = clock.instant();
        var today = LocalDate.ofInstant(now, directory.zone());
        var last = today.plusDays(terms.horizonDays());
        var day = LocalDate.ofInstant(wanted.start(), wanted.site().zone());
        var why = askedDay.whyClosed(day, wanted.site(), today, last, locale);
        model.addAttribute(
                "problem", new FormProblem("", said.title(), why.isEmpty() ? said.detail() : why, List.of()));
        var farthest = last.atStartOfDay(wanted.site().zone()).toInstant();
        var wished = wanted.start().isBefore(now) ? now : wanted.start().isAfter(farthest) ? farthest : wanted.start();
        model.addAttribute(
                "near",
                availability.nearest(wanted.site(), terms, meeting, people, wished, desk).stream()
                        .map(slot -> new Time(
                                value(wanted.site(), slot),
                                AppointmentWords.moment(slot.start(), wanted.site(), locale)))
                        .toList());
        response.setStatus(refusal.getStatusCode().value());
    }
}
