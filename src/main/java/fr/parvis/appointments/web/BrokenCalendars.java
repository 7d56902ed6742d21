package fr.parvis.appointments.web;

import fr.parvis.appointments.Agenda;
import fr.parvis.appointments.Agendas;
import fr.parvis.appointments.AppointmentWords;
import fr.parvis.appointments.calendar.BusyImport;
import fr.parvis.appointments.calendar.BusyImports;
import fr.parvis.directory.Directory;
import fr.parvis.directory.Site;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Other calendars that cannot be read any more, so that nothing of their agendas is offered online: said wherever it matters. */
@Component("brokenCalendars")
class BrokenCalendars {
    /**
     * @param read when it was last read, in words
     * @param own whoever is signed in may mend it
     */
    public record Line(UUID agendaId, String agenda, String site, String read, String why, boolean own) {}

    private final BusyImports imports;
    private final Agendas agendas;
    private final OwnAgendas own;
    private final OwnSites sites;
    private final Directory directory;
    private final MessageSource messages;

    BrokenCalendars(
            BusyImports imports,
            Agendas agendas,
            OwnAgendas own,
            OwnSites sites,
            Directory directory,
            MessageSource messages) {
        this.imports = imports;
        this.agendas = agendas;
        this.own = own;
        this.sites = sites;
        this.directory = directory;
        this.messages = messages;
    }

    public List<Line> at(Site site) {
        return lines(List.of(site));
    }

    /** At all sites of whoever is signed in. */
    public List<Line> all() {
        return lines(sites.all());
    }

    private List<Line> lines(List<Site> where) {
        var locale = LocaleContextHolder.getLocale();
        return imports.withdrawn().stream()
                .map(one -> line(one, agendas.agenda(one.agendaId()), where, locale))
                .filter(Objects::nonNull)
                .toList();
    }

    private @Nullable Line line(BusyImport one, Agenda agenda, List<Site> where, Locale locale) {
        var site = directory.site(agenda.siteId());
        return where.contains(site)
                ? new Line(
                        agenda.id(),
                        agenda.name(),
                        site.name(),
                        AppointmentWords.moment(one.read(), site, locale),
                        why(one, locale),
                        own.isOwn(agenda))
                : null;
    }

    /** Why it was not read the last time; empty when it was, or has not been tried for long. */
    String why(BusyImport one, Locale locale) {
        var problem = one.problem();
        return problem == null
                ? ""
                : Objects.requireNonNull(
                        messages.getMessage("calendar.problem." + problem.code(), new Object[] {one.detail()}, locale));
    }
}
