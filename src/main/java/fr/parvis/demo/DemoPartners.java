package fr.parvis.demo;

import fr.parvis.appointments.Appointment;
import fr.parvis.appointments.Availability;
import fr.parvis.appointments.NewAppointment;
import fr.parvis.appointments.PartnerBookings;
import fr.parvis.directory.Directory;
import fr.parvis.directory.ServiceOffer;
import fr.parvis.directory.Site;
import fr.parvis.identity.Accounts;
import fr.parvis.identity.ApiTokens;
import fr.parvis.identity.Partner;
import fr.parvis.identity.Partners;
import fr.parvis.identity.Role;
import fr.parvis.platform.StoredSettings;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** An invented France services house that books for people at Saint-Parvis: its account, its token and, in a living town, some bookings. */
@Component
class DemoPartners {
    static final DemoTown.Staff SOMEBODY = new DemoTown.Staff(Role.PARTNER, "france.dufaubourg", "Francine Dufaubourg");

    private static final String BROUGHT = "demo.partners";
    private static final String NAME = "France services Dufaubourg";
    private static final List<Appointment.Usager> PEOPLE = List.of(
            new Appointment.Usager("Basma", "Laruelle", null, "+33639980001", "ar"),
            new Appointment.Usager("Olena", "Duquai", "olena.duquai@exemple.example", null, "uk"),
            new Appointment.Usager("Marcel", "Desmarches", null, "+33639980002", "fr"));

    private final Partners partners;
    private final Accounts accounts;
    private final ApiTokens tokens;
    private final DemoSecrets secrets;
    private final Directory directory;
    private final Availability availability;
    private final PartnerBookings bookings;
    private final StoredSettings stored;

    DemoPartners(
            Partners partners,
            Accounts accounts,
            ApiTokens tokens,
            DemoSecrets secrets,
            Directory directory,
            Availability availability,
            PartnerBookings bookings,
            StoredSettings stored) {
        this.partners = partners;
        this.accounts = accounts;
        this.tokens = tokens;
        this.secrets = secrets;
        this.directory = directory;
        this.availability = availability;
        this.bookings = bookings;
        this.stored = stored;
    }

    /** Once, after the agendas: what an administrator of the town changes then stays changed. */
    @Transactional
    public void bring(boolean alive, Instant now) {
        if (stored.find(BROUGHT).isPresent()) {
            return;
        }
        var given = directory.sites().stream()
                .flatMap(site -> availability.servicesAt(site).stream())
                .collect(Collectors.toSet());
        var id = partners.create(
                NAME,
                given.stream().map(ServiceOffer::id).collect(Collectors.toSet()),
                directory.sites().stream().map(Site::id).collect(Collectors.toSet()),
                Partner.USUAL_MOST_OPEN);
        accounts.createForPartner(SOMEBODY.login(), SOMEBODY.name(), secrets.password(SOMEBODY.login()), id);
        tokens.issueKnownForPartner("Démonstration " + Role.PARTNER, id, secrets.token(Role.PARTNER.name()));
        if (alive) {
            book(partners.partner(id), now);
        }
        stored.put(BROUGHT, "1");
    }

    private void book(Partner partner, Instant now) {
        var site = directory.sites().getFirst();
        var today = now.atZone(site.zone()).toLocalDate();
        var people = PEOPLE.iterator();
        for (var service : availability.servicesAt(site)) {
            var terms = availability.terms(service.id()).orElseThrow();
            var free = availability.slots(site, terms, 1, today.plusDays(1), today.plusDays(14), true);
            if (people.hasNext() && !free.isEmpty()) {
                bookings.bookFor(
                        partner,
                        new NewAppointment(
                                site.id(),
                                service.id(),
                                free.get(free.size() / 3).start(),
                                1,
                                Appointment.Channel.PARTNER),
                        people.next());
            }
        }
    }
}
