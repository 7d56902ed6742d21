package fr.parvis.appointments.web;

import fr.parvis.appointments.Appointment;
import fr.parvis.appointments.AppointmentPapers;
import fr.parvis.appointments.Meeting;
import fr.parvis.appointments.Needs;
import fr.parvis.appointments.ServiceTerms;
import fr.parvis.appointments.sectors.PostalAddress;
import fr.parvis.appointments.slots.Modality;
import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.ProblemException;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * What somebody looks for among the free times; all of it stands in the address of the page, and none of it says who they are or
 * where they live.
 *
 * @param people how many; 0 as long as it is not said
 * @param place slug of a site, empty for all
 * @param hours none for all of them
 * @param modality null as long as it is not said, where there is a choice
 * @param soleWay there is no choice, or it is the usual one: no address need say it
 * @param near postcode or commune; empty when the nearest site is not asked for
 * @param list address of the checklist that goes with the appointment, empty without one
 */
record TimesWish(
        int people,
        String place,
        @Nullable LocalDate from,
        @Nullable DayOfWeek day,
        Set<Hours> hours,
        @Nullable Modality modality,
        boolean soleWay,
        Needs needs,
        String near,
        Order order,
        String list) {
    private static final String YES = "oui";

    /** What many can only do before, between or after work. */
    enum Hours {
        EARLY("matin", LocalTime.MIN, LocalTime.of(9, 0)),
        LUNCH("midi", LocalTime.NOON, LocalTime.of(14, 0)),
        EVENING("soir", LocalTime.of(17, 0), LocalTime.MAX);

        private final String field;
        private final LocalTime from;
        private final LocalTime to;

        Hours(String field, LocalTime from, LocalTime to) {
            this.field = field;
            this.from = from;
            this.to = to;
        }

        public String field() {
            return field;
        }

        private boolean holds(LocalTime time) {
            return !time.isBefore(from) && time.isBefore(to);
        }
    }

    /** Of the sites. */
    enum Order {
        NEAREST("proche"),
        EARLIEST("tot");

        private final String code;

        Order(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }

        static Order of(String code) {
            return code.equals(EARLIEST.code) ? EARLIEST : NEAREST;
        }
    }

    /** One field of the address. */
    record Field(String name, String value) {}

    /** The same as it is written in the address. */
    record Asked(
            @Nullable String personnes,
            @Nullable String lieu,
            @Nullable String des,
            @Nullable String jour,
            @Nullable String matin,
            @Nullable String midi,
            @Nullable String soir,
            @Nullable String mode,
            @Nullable String acces,
            @Nullable String lsf,
            @Nullable String parle,
            @Nullable String pres,
            @Nullable String tri,
            @Nullable String liste) {
        private static final int LONGEST_PLACE = 80;

        /** What of it is about the time alone. */
        Asked onlyWhen() {
            return new Asked(null, null, des, jour, matin, midi, soir, null, null, null, null, null, null, null);
        }

        /** @throws ProblemException 400 when the number of people or the day is none */
        TimesWish checked(ServiceTerms terms) {
            var wish = lenient(terms);
            var people = Forms.line(personnes);
            if (wish.people() == 0 && !people.isEmpty()) {
                throw people.matches("-?[0-9]{1,9}")
                        ? ProblemException.field("people", "appointments", "people-out-of-range", terms.mostPeople())
                        : ProblemException.field("people", "appointments", "people-malformed", people);
            }
            var day = Forms.line(des);
            if (wish.from() == null && !day.isEmpty()) {
                throw ProblemException.field("des", "appointments", "date-malformed", day);
            }
            return wish;
        }

        /** Without what cannot be read. */
        TimesWish lenient(ServiceTerms terms) {
            var number = Forms.line(personnes);
            var said = number.matches("[0-9]{1,3}") ? Integer.parseInt(number) : 0;
            var people = terms.mostPeople() == 1 && number.isEmpty() ? 1 : said > terms.mostPeople() ? 0 : said;
            var weekday = Forms.line(jour);
            var language = Forms.line(parle);
            var around = Forms.line(pres);
            return new TimesWish(
                    people,
                    Forms.line(lieu),
                    date(Forms.line(des)),
                    weekday.matches("[1-7]") ? DayOfWeek.of(Integer.parseInt(weekday)) : null,
                    hours(),
                    modality(terms),
                    terms.ways().inOrder().size() == 1,
                    new Needs(isTicked(acces), isTicked(lsf), language.matches("[a-z]{2,3}") ? language : ""),
                    around.length() > LONGEST_PLACE ? "" : around,
                    Order.of(Forms.line(tri)),
                    list(Forms.line(liste)));
        }

        private static boolean isTicked(@Nullable String box) {
            return !Forms.line(box).isEmpty();
        }

        private Set<Hours> hours() {
            return Stream.of(
                            isTicked(matin) ? Hours.EARLY : null,
                            isTicked(midi) ? Hours.LUNCH : null,
                            isTicked(soir) ? Hours.EVENING : null)
                    .filter(Objects::nonNull)
                    .collect(Collectors.toUnmodifiableSet());
        }

        private @Nullable Modality modality(ServiceTerms terms) {
            var offered = terms.ways().inOrder();
            return offered.size() == 1
                    ? offered.getFirst()
                    : Modality.of(Forms.line(mode)).filter(offered::contains).orElse(null);
        }

        private static String list(String address) {
            return AppointmentPapers.isChecklist(address) ? address : "";
        }

        private static @Nullable LocalDate date(String text) {
            try {
                return LocalDate.parse(text);
            } catch (DateTimeException _) {
                return null;
            }
        }
    }

    /** Nothing but where, for the first page. */
    static TimesWish at(String place, String list) {
        return new TimesWish(0, place, null, null, Set.of(), null, true, Needs.NONE, "", Order.NEAREST, list);
    }

    /** As somebody looked who holds a time, for another one. */
    static TimesWish of(Appointment one) {
        return new TimesWish(
                one.people(),
                "",
                null,
                null,
                Set.of(),
                one.meeting().modality(),
                !one.meeting().isAfar(),
                one.meeting().needs(),
                "",
                Order.NEAREST,
                "");
    }

    TimesWish withPeople(int number) {
        return new TimesWish(number, place, from, day, hours, modality, soleWay, needs, near, order, list);
    }

    TimesWish by(@Nullable Modality other) {
        return new TimesWish(people, place, from, day, hours, other, soleWay, needs, near, order, list);
    }

    TimesWish from(@Nullable LocalDate other) {
        return new TimesWish(people, place, other, day, hours, modality, soleWay, needs, near, order, list);
    }

    TimesWish at(String slug) {
        return new TimesWish(people, slug, from, day, hours, modality, soleWay, needs, near, order, list);
    }

    TimesWish in(Order other) {
        return new TimesWish(people, place, from, day, hours, modality, soleWay, needs, near, other, list);
    }

    /** Without anything that narrows it. */
    TimesWish wide() {
        return new TimesWish(people, "", null, null, Set.of(), modality, soleWay, Needs.NONE, "", Order.NEAREST, list);
    }

    /** As it is for somebody whose time is agreed but for the hour. */
    TimesWish received(Meeting meeting) {
        return new TimesWish(
                people, place, from, day, hours, meeting.modality(), soleWay, meeting.needs(), near, order, list);
    }

    public boolean isNarrow() {
        return !equals(wide());
    }

    public boolean hasNeeds() {
        return !needs.isNone();
    }

    public boolean isAfar() {
        return modality != null && modality.isAfar();
    }

    public boolean is(String hour) {
        return hours.stream().anyMatch(one -> one.field.equals(hour));
    }

    boolean suits(ZonedDateTime start) {
        return (day == null || start.getDayOfWeek() == day)
                && (hours.isEmpty() || hours.stream().anyMatch(one -> one.holds(start.toLocalTime())));
    }

    /** @param visited where, when it is a visit */
    Meeting meeting(@Nullable PostalAddress visited) {
        var way = Objects.requireNonNull(modality);
        return new Meeting(way, needs, way == Modality.HOME ? visited : null);
    }

    /** What a form of its own leaves as it is. */
    public List<Field> without(String... own) {
        return fields().entrySet().stream()
                .filter(one -> !Arrays.asList(own).contains(one.getKey()))
                .map(one -> new Field(one.getKey(), one.getValue()))
                .toList();
    }

    private Map<String, String> fields() {
        var fields = new LinkedHashMap<String, String>();
        if (people > 0) {
            fields.put("personnes", Integer.toString(people));
        }
        if (modality != null && !soleWay) {
            fields.put("mode", modality.code());
        }
        put(fields, "lieu", place);
        put(fields, "des", from == null ? "" : from.toString());
        put(fields, "jour", day == null ? "" : Integer.toString(day.getValue()));
        hours.stream().sorted().forEach(one -> fields.put(one.field, YES));
        put(fields, "acces", needs.stepFree() ? YES : "");
        put(fields, "lsf", needs.signLanguage() ? YES : "");
        put(fields, "parle", needs.language());
        put(fields, "pres", near);
        put(fields, "tri", order == Order.EARLIEST ? order.code : "");
        put(fields, "liste", list);
        return fields;
    }

    private static void put(Map<String, String> fields, String name, String value) {
        if (!value.isEmpty()) {
            fields.put(name, value);
        }
    }

    public String address(String path) {
        var address = UriComponentsBuilder.fromPath(path);
        var fields = fields();
        fields.keySet().forEach(name -> address.queryParam(name, "{" + name + "}"));
        return address.encode().buildAndExpand(fields).toUriString();
    }
}
