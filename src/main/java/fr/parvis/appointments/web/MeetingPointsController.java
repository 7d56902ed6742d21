package fr.parvis.appointments.web;

import fr.parvis.appointments.Availability;
import fr.parvis.appointments.national.MeetingPoints;
import fr.parvis.appointments.national.PointAddress;
import fr.parvis.appointments.national.Reason;
import fr.parvis.directory.Directory;
import fr.parvis.directory.ServiceOffer;
import fr.parvis.directory.Site;
import fr.parvis.platform.web.Choice;
import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.PublicAddress;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What the national search for identity cards and passports finds here. */
@Controller
@RequestMapping("/admin/points-de-rencontre")
@PreAuthorize("hasRole('ADMIN')")
class MeetingPointsController {
    private static final String PAGE = "/admin/points-de-rencontre";
    private static final String REASONS = "reasons-";
    private static final String SITES = "sites";
    private static final String FIELD = "point-";

    record ServiceLine(ServiceOffer service, String field, List<Choice> reasons) {}

    record SiteLine(Site site, String field, boolean chosen, boolean placed, PointAddress address) {}

    private final MeetingPoints points;
    private final Availability availability;
    private final Directory directory;
    private final PublicAddress addresses;
    private final MessageSource messages;
    private final Forms forms;

    MeetingPointsController(
            MeetingPoints points,
            Availability availability,
            Directory directory,
            PublicAddress addresses,
            MessageSource messages,
            Forms forms) {
        this.points = points;
        this.availability = availability;
        this.directory = directory;
        this.addresses = addresses;
        this.messages = messages;
        this.forms = forms;
    }

    @GetMapping
    String show(Model model, Locale locale) {
        var known = points.all().stream()
                .collect(Collectors.toMap(point -> point.site().id(), MeetingPoints.Point::address));
        return page(points.services(), known, Map.of(), model, locale);
    }

    /** @param typed what was typed for sites that are none of the points */
    private String page(
            Map<UUID, Set<Reason>> services,
            Map<UUID, PointAddress> chosen,
            Map<UUID, PointAddress> typed,
            Model model,
            Locale locale) {
        model.addAttribute("searched", points.isSearched());
        model.addAttribute("declared", points.isDeclared());
        model.addAttribute("address", addresses.of("/api/ants"));
        model.addAttribute(
                "services",
                byAppointment().stream()
                        .map(service -> new ServiceLine(
                                service,
                                REASONS + service.slug(),
                                reasons(services.getOrDefault(service.id(), Set.of()), locale)))
                        .toList());
        model.addAttribute(
                SITES,
                directory.sites().stream()
                        .map(site -> new SiteLine(
                                site,
                                FIELD + site.slug(),
                                chosen.containsKey(site.id()),
                                site.position() != null,
                                chosen.getOrDefault(
                                        site.id(), typed.getOrDefault(site.id(), PointAddress.of(site.address())))))
                        .toList());
        return "appointments-staff/meeting-points";
    }

    private List<Choice> reasons(Set<Reason> chosen, Locale locale) {
        return Arrays.stream(Reason.values())
                .map(reason -> Choice.of(
                        reason.code(),
                        Objects.requireNonNull(messages.getMessage("national.reason." + reason.code(), null, locale)),
                        chosen.contains(reason)))
                .toList();
    }

    private List<ServiceOffer> byAppointment() {
        return directory.allServices().stream()
                .filter(service ->
                        service.active() && availability.terms(service.id()).isPresent())
                .toList();
    }

    @PostMapping
    String save(
            @RequestParam MultiValueMap<String, String> sent,
            Model model,
            HttpServletResponse response,
            Locale locale,
            RedirectAttributes after) {
        var services = new LinkedHashMap<UUID, Set<Reason>>();
        for (var service : byAppointment()) {
            services.put(
                    service.id(),
                    Forms.ticked(sent.get(REASONS + service.slug())).stream()
                            .flatMap(code -> Reason.of(code).stream())
                            .collect(Collectors.toSet()));
        }
        var ticked = Forms.ticked(sent.get(SITES));
        var chosen = new LinkedHashMap<Site, PointAddress>();
        var typed = new HashMap<UUID, PointAddress>();
        for (var site : directory.sites()) {
            var field = FIELD + site.slug();
            var address = new PointAddress(
                    Forms.line(sent.getFirst(field + "-street")),
                    Forms.line(sent.getFirst(field + "-zip")),
                    Forms.line(sent.getFirst(field + "-city")));
            typed.put(site.id(), address);
            if (ticked.contains(site.slug())) {
                chosen.put(site, address);
            }
        }
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    points.save(services, chosen, FIELD);
                    after.addFlashAttribute("saved", true);
                    return "redirect:" + PAGE;
                },
                () -> page(
                        services,
                        chosen.keySet().stream().collect(Collectors.toMap(Site::id, chosen::get)),
                        typed,
                        model,
                        locale));
    }
}
