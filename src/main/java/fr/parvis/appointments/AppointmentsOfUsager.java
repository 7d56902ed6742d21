package fr.parvis.appointments;

import fr.parvis.directory.Directory;
import fr.parvis.queue.Halls;
import fr.parvis.relations.usager.Channel;
import fr.parvis.relations.usager.Contact;
import fr.parvis.relations.usager.Ties;
import fr.parvis.relations.usager.Timeline.Entry;
import fr.parvis.relations.usager.Timeline.Kind;
import fr.parvis.relations.usager.TimelineSource;
import fr.parvis.relations.usager.Usager;
import fr.parvis.relations.usager.Usagers;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Somebody's appointments, by where they are reached and what they are called: an appointment knows no sheet. */
@Component
class AppointmentsOfUsager implements TimelineSource, Ties {
    private final AppointmentTables tables;
    private final Usagers usagers;
    private final Directory directory;
    private final Halls halls;
    private final MessageSource words;
    private final Clock clock;

    AppointmentsOfUsager(
            AppointmentTables tables,
            Usagers usagers,
            Directory directory,
            Halls halls,
            MessageSource words,
            Clock clock) {
        this.tables = tables;
        this.usagers = usagers;
        this.directory = directory;
        this.halls = halls;
        this.words = words;
        this.clock = clock;
    }

    @Override
    public List<Entry> of(Usager usager, Collection<UUID> usagerIds, Collection<Contact> contacts, Locale locale) {
        return theirs(usager).stream()
                .flatMap(one -> Stream.concat(Stream.of(entry(one, locale)), visit(one, locale).stream()))
                .toList();
    }

    /** Whoever came with an appointment was received: that is told when it has happened. */
    private Optional<Entry> visit(Appointment one, Locale locale) {
        return Optional.ofNullable(one.ticketId())
                .map(halls::ticket)
                .filter(ticket -> ticket.state().isOver())
                .map(ticket -> new Entry(
                        ticket.arrivedAt(),
                        Channel.COUNTER,
                        Kind.VISIT,
                        directory.service(ticket.serviceId()).name() + ", "
                                + directory.site(ticket.siteId()).name(),
                        words.getMessage("appointments.visit." + ticket.state().code(), null, locale),
                        false,
                        null,
                        "queue"));
    }

    @Override
    public boolean hold(Usager usager) {
        return theirs(usager).stream().anyMatch(this::isToCome);
    }

    private List<Appointment> theirs(Usager usager) {
        var emails = new TreeSet<String>();
        var phones = new TreeSet<String>();
        usager.addresses().forEach(one -> {
            switch (one.kind()) {
                case EMAIL -> {
                    emails.add(one.value().toLowerCase(Locale.ROOT));
                    emails.add(one.contact().normalised());
                }
                case PHONE -> {
                    phones.add(one.contact().normalised());
                    // as UsagerFields writes numbers of overseas departments
                    phones.add(one.contact().normalised().replaceFirst("^\\+(262|590|594|596)(?=\\d{9}$)", "+33"));
                }
                case POST -> {}
            }
        });
        return tables.reachedAt(emails, phones).stream()
                .filter(one -> isOf(one, usager))
                .toList();
    }

    private boolean isOf(Appointment one, Usager usager) {
        var booked = one.usager();
        return booked != null && usagers.isNamed(usager, booked.firstName(), booked.lastName());
    }

    private boolean isToCome(Appointment one) {
        return one.state() == Appointment.State.BOOKED && one.end().isAfter(clock.instant());
    }

    private Entry entry(Appointment one, Locale locale) {
        return new Entry(
                one.start(),
                switch (one.channel()) {
                    case ONLINE -> Channel.WEB;
                    case DESK -> Channel.COUNTER;
                    case PHONE -> Channel.PHONE;
                    case PARTNER -> Channel.PARTNER;
                    case KIOSK -> Channel.KIOSK;
                },
                Kind.APPOINTMENT,
                directory.service(one.serviceId()).name() + ", "
                        + directory.site(one.siteId()).name(),
                words.getMessage("appointments.state." + one.state().code(), null, locale),
                isToCome(one),
                "/agent/rendez-vous/" + one.id(),
                "appointments");
    }

    @Override
    public Optional<Holder> holder(String reference) {
        return Appointment.reference(reference)
                .flatMap(tables::findByReference)
                .map(Appointment::usager)
                .map(booked -> new Holder(
                        booked.firstName(),
                        booked.lastName(),
                        Set.of(),
                        usagers.contacts(booked.email(), booked.phone())));
    }
}
