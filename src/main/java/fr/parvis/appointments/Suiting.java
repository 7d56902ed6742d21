package fr.parvis.appointments;

import fr.parvis.appointments.sectors.PostalAddress;
import fr.parvis.appointments.sectors.Sector;
import fr.parvis.directory.Directory;
import fr.parvis.directory.Site;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Which agendas are fit for how somebody is received. Resources are never asked: what they lack, the agenda beside them has. */
@Component
public class Suiting {
    private final AgendaTables tables;
    private final Directory directory;

    Suiting(AgendaTables tables, Directory directory) {
        this.tables = tables;
        this.directory = directory;
    }

    Predicate<Agenda> of(Meeting meeting, Collection<Agenda> agendas) {
        var address = meeting.address();
        if (address == null && meeting.needs().isNone()) {
            return _ -> true;
        }
        var sectors = address == null ? Map.<UUID, Sector>of() : sectors(agendas);
        return agenda -> agenda.resource() != null
                || has(agenda, meeting)
                        && (address == null || answer(agenda, sectors, address) == Sector.Answer.INSIDE);
    }

    /** The same for those of some sites, by their identifiers. */
    Predicate<UUID> at(Collection<UUID> sites, Meeting meeting) {
        var agendas = sites.stream().flatMap(site -> tables.at(site).stream()).toList();
        var fit = agendas.stream().filter(of(meeting, agendas)).map(Agenda::id).collect(Collectors.toSet());
        return fit::contains;
    }

    private Map<UUID, Sector> sectors(Collection<Agenda> agendas) {
        var sectors = new HashMap<UUID, Sector>();
        tables.sectors(agendas.stream().map(Agenda::id).toList()).forEach((id, text) -> {
            try {
                sectors.put(id, Sector.of(text));
            } catch (Sector.Unreadable unread) {
                throw new IllegalStateException("sector of agenda " + id, unread);
            }
        });
        return sectors;
    }

    private static Sector.Answer answer(Agenda agenda, Map<UUID, Sector> sectors, PostalAddress address) {
        var sector = sectors.get(agenda.id());
        return sector == null ? Sector.Answer.INSIDE : sector.answer(address);
    }

    private boolean has(Agenda agenda, Meeting meeting) {
        var needs = meeting.needs();
        var has = agenda.facilities();
        return (!needs.stepFree() || meeting.isAfar() || has.stepFree())
                && (!needs.signLanguage() || has.signLanguage())
                && (needs.language().isEmpty()
                        || has.languages().contains(needs.language())
                        || speaks(agenda.agentId(), needs.language()));
    }

    private boolean speaks(@Nullable UUID agent, String language) {
        return agent != null && directory.agent(agent).languages().contains(language);
    }

    /** Whether one of the agendas that receive for the service visits the address, and otherwise how near it comes to that. */
    public Sector.Answer visits(List<Site> sites, UUID service, PostalAddress address) {
        var visiting = new ArrayList<Agenda>();
        tables.active(sites.stream().map(Site::id).toList(), service).stream()
                .map(AgendaTables.Revised::agenda)
                .filter(agenda -> agenda.resource() == null)
                .forEach(visiting::add);
        visiting.removeIf(agenda -> tables.rules(List.of(agenda.id())).getOrDefault(agenda.id(), List.of()).stream()
                .noneMatch(rule -> rule.modalities().contains(fr.parvis.appointments.slots.Modality.HOME)
                        && (rule.services().isEmpty() || rule.services().contains(service))));
        var sectors = sectors(visiting);
        return visiting.stream()
                .map(agenda -> answer(agenda, sectors, address))
                .min(Enum::compareTo)
                .orElse(Sector.Answer.OUTSIDE);
    }

    /** What is spoken at one agenda at least that receives for the service. */
    public List<String> languages(Collection<Site> sites, UUID service) {
        return tables.active(sites.stream().map(Site::id).toList(), service).stream()
                .map(AgendaTables.Revised::agenda)
                .filter(agenda -> agenda.resource() == null)
                .flatMap(agenda -> {
                    var spoken = new ArrayList<>(agenda.facilities().languages());
                    var agent = agenda.agentId();
                    if (agent != null) {
                        spoken.addAll(directory.agent(agent).languages());
                    }
                    return spoken.stream();
                })
                .filter(code -> !code.equals("fr"))
                .distinct()
                .sorted()
                .toList();
    }
}
