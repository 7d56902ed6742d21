package fr.parvis.appointments.web;

import fr.parvis.appointments.Agenda;
import fr.parvis.appointments.Agendas;
import fr.parvis.appointments.slots.Modality;
import fr.parvis.directory.Directory;
import fr.parvis.directory.ServiceOffer;
import fr.parvis.directory.Site;
import fr.parvis.platform.web.Choice;
import fr.parvis.platform.web.ProblemException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** What an administrator chooses among for agendas, and how they are called on pages. */
@Component
class AgendaChoices {
    static final String RESOURCE = "resource";

    private final Directory directory;
    private final Agendas agendas;
    private final MessageSource messages;

    AgendaChoices(Directory directory, Agendas agendas, MessageSource messages) {
        this.directory = directory;
        this.agendas = agendas;
        this.messages = messages;
    }

    /** Closed sites too. */
    Site site(String slug) {
        return directory.allSites().stream()
                .filter(site -> site.slug().equals(slug))
                .findFirst()
                .orElseThrow(() -> new ProblemException(HttpStatus.NOT_FOUND, "appointments", "unknown-site", slug));
    }

    ServiceOffer service(UUID id) {
        return directory.allServices().stream()
                .filter(service -> service.id().equals(id))
                .findFirst()
                .orElseThrow(
                        () -> new ProblemException(HttpStatus.NOT_FOUND, "appointments", "unknown-service", id, ""));
    }

    /** "Agent : Nadia", "Guichet : Guichet 1", "Ressource : biometrie". */
    String whose(Agenda agenda, Locale locale) {
        var agent = agenda.agentId();
        var counter = agenda.counterId();
        if (agent != null) {
            return text("appointments.of.agent", directory.agent(agent).name(), locale);
        }
        return counter == null
                ? text("appointments.of.resource", Objects.requireNonNull(agenda.resource()), locale)
                : text("appointments.of.counter", directory.counter(counter).name(), locale);
    }

    private String text(String key, String about, Locale locale) {
        return Objects.requireNonNull(messages.getMessage(key, new Object[] {about}, locale));
    }

    /** The site's agents and counters, then a resource. */
    List<Choice> owners(Site site, Locale locale) {
        var owners = new ArrayList<Choice>();
        directory
                .agentsAt(site.id())
                .forEach(agent -> owners.add(
                        Choice.of("agent:" + agent.id(), text("appointments.of.agent", agent.name(), locale))));
        directory
                .countersAt(site.id())
                .forEach(counter -> owners.add(
                        Choice.of("counter:" + counter.id(), text("appointments.of.counter", counter.name(), locale))));
        owners.add(Choice.of(RESOURCE, text("appointments.of.other", "", locale)));
        return owners;
    }

    List<Choice> servicesAt(Site site, Collection<UUID> chosen) {
        return directory.allServices().stream()
                .filter(service -> chosen.contains(service.id())
                        || directory.servicesAt(site.id()).contains(service))
                .map(service -> choice(service, chosen))
                .toList();
    }

    List<Choice> servicesOf(Agenda agenda, Collection<UUID> chosen) {
        return directory.allServices().stream()
                .filter(service -> agenda.services().contains(service.id()))
                .map(service -> choice(service, chosen))
                .toList();
    }

    private static Choice choice(ServiceOffer service, Collection<UUID> chosen) {
        return Choice.of(service.id(), service.letter() + " · " + service.name(), chosen.contains(service.id()));
    }

    String names(Collection<UUID> services) {
        return directory.allServices().stream()
                .filter(service -> services.contains(service.id()))
                .map(ServiceOffer::name)
                .collect(Collectors.joining(", "));
    }

    List<Choice> kinds(Collection<String> chosen) {
        var known = new java.util.TreeSet<>(agendas.kinds());
        known.addAll(chosen);
        return known.stream()
                .map(kind -> Choice.of(kind, kind, chosen.contains(kind)))
                .toList();
    }

    /** All the ways to be received, those that are chosen ticked. */
    List<Choice> modes(Collection<String> chosen, Locale locale) {
        return Arrays.stream(Modality.values())
                .map(mode -> Choice.of(
                        mode.code(),
                        Objects.requireNonNull(messages.getMessage("appointments.mode." + mode.code(), null, locale)),
                        chosen.contains(mode.code())))
                .toList();
    }

    /** "par téléphone, par vidéo"; empty for none. */
    String modes(Set<Modality> modalities, Locale locale) {
        return modalities.stream()
                .sorted()
                .map(mode -> messages.getMessage("appointments.mode." + mode.code(), null, locale))
                .collect(Collectors.joining(", "));
    }

    static Set<UUID> within(Set<UUID> typed, Collection<UUID> offered) {
        if (!offered.containsAll(typed)) {
            throw ProblemException.field("services", "appointments", "service-not-here");
        }
        return Set.copyOf(typed);
    }
}
