package fr.parvis.appointments.web;

import fr.parvis.appointments.Appointment;
import fr.parvis.appointments.AppointmentPapers;
import fr.parvis.appointments.AppointmentWords;
import fr.parvis.appointments.Availability;
import fr.parvis.appointments.Meeting;
import fr.parvis.appointments.NewAppointment;
import fr.parvis.appointments.sectors.PostalAddress;
import fr.parvis.appointments.slots.Modality;
import fr.parvis.directory.Directory;
import fr.parvis.directory.ServiceOffer;
import fr.parvis.directory.Site;
import fr.parvis.platform.web.Forms;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.text.Collator;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** From what somebody comes for to a time that is held for them. */
@Controller
class BookingPages {
    /** The same for machines. */
    private static final String FREE_SLOTS = "</api/v1/free-slots>; rel=\"alternate\"; type=\"application/ld+json\"";

    /** @param first its first free moment in words; empty when there is none */
    record Offer(
            ServiceOffer service,
            String address,
            String first,
            @Nullable Site where) {}

    /** One way to be received, and where it leads. */
    record Mode(String code, String address) {}

    record People(int number, String address) {
        static List<People> upTo(int most, TimesWish wish, String path) {
            return IntStream.rangeClosed(1, most)
                    .mapToObj(
                            number -> new People(number, wish.withPeople(number).address(path)))
                    .toList();
        }
    }

    private final ServicesGiven services;
    private final Availability availability;
    private final Directory directory;
    private final TimesPage times;
    private final Holding holding;
    private final VisitTyped visits;
    private final AppointmentView view;
    private final Forms forms;
    private final Clock clock;

    BookingPages(
            ServicesGiven services,
            Availability availability,
            Directory directory,
            TimesPage times,
            Holding holding,
            VisitTyped visits,
            AppointmentView view,
            Forms forms,
            Clock clock) {
        this.services = services;
        this.availability = availability;
        this.directory = directory;
        this.times = times;
        this.holding = holding;
        this.visits = visits;
        this.view = view;
        this.forms = forms;
        this.clock = clock;
    }

    @GetMapping("/rdv")
    String services(
            @RequestParam(required = false) @Nullable String lieu,
            @RequestParam(required = false) @Nullable String liste,
            Model model,
            HttpServletResponse response,
            Locale locale) {
        response.addHeader("Link", FREE_SLOTS);
        var at = directory.findSite(Forms.line(lieu));
        var sites = at.map(List::of).orElseGet(directory::sites);
        var given = services.at(sites);
        var byAppointment = given.stream().map(ServicesGiven.Given::service).toList();
        var list = Forms.line(liste);
        var wish = TimesWish.at(at.map(Site::slug).orElse(""), AppointmentPapers.isChecklist(list) ? list : "");
        model.addAttribute("at", at.orElse(null));
        model.addAttribute(
                "offers", given.stream().map(one -> offer(one, wish, locale)).toList());
        model.addAttribute(
                "others",
                sites.stream()
                        .flatMap(site -> directory.servicesAt(site.id()).stream())
                        .distinct()
                        .filter(service -> !byAppointment.contains(service))
                        .sorted(Comparator.comparing(ServiceOffer::name, Collator.getInstance(Locale.FRENCH)))
                        .toList());
        return "appointments/services";
    }

    private Offer offer(ServicesGiven.Given given, TimesWish wish, Locale locale) {
        var address = wish.address("/rdv/" + given.service().slug());
        var today = LocalDate.ofInstant(clock.instant(), directory.zone());
        var last = today.plusDays(given.terms().horizonDays());
        return availability.first(given.sites(), given.terms(), 1, today, last, false).entrySet().stream()
                .min(Map.Entry.comparingByValue(Comparator.comparing(slot -> slot.start())))
                .map(one -> new Offer(
                        given.service(),
                        address,
                        AppointmentWords.moment(one.getValue().start(), one.getKey(), locale),
                        one.getKey()))
                .orElseGet(() -> new Offer(given.service(), address, "", null));
    }

    @GetMapping("/rdv/{service}")
    String times(
            @PathVariable String service,
            TimesWish.Asked asked,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale) {
        var offer = services.service(service);
        var found = services.find(offer);
        if (found.isEmpty()) {
            model.addAttribute("service", offer);
            model.addAttribute("waits", services.offering(offer));
            return "appointments/without";
        }
        var given = found.get();
        return forms.submit(
                model,
                response,
                locale,
                () -> shown(given, asked.checked(given.terms()), model, request, response, locale),
                () -> shown(given, asked.lenient(given.terms()), model, request, response, locale));
    }

    @PostMapping("/rdv/{service}")
    String take(
            @PathVariable String service,
            TimesWish.Asked asked,
            Holding.Press press,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale) {
        var offer = services.service(service);
        var given = services.find(offer).orElse(null);
        if (given == null) {
            return "redirect:/rdv/" + service;
        }
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    holding.check(press, request);
                    var wish = asked.checked(given.terms());
                    var ask = ask(given, wish, request);
                    if (ask.isPresent()) {
                        return "redirect:" + ask.get();
                    }
                    var meeting = wish.meeting(visited(request));
                    var chosen = times.chosen(press.choix(), given.sites());
                    return holding.hold(
                            wanted(given, wish, meeting, chosen),
                            wish.list(),
                            press.nonce(),
                            request,
                            response,
                            held -> "redirect:/rdv/prise/" + held.token(),
                            refusal -> {
                                times.fillLost(
                                        model,
                                        response,
                                        refusal,
                                        given.terms(),
                                        meeting,
                                        wish.people(),
                                        chosen,
                                        false,
                                        locale);
                                return shown(given, wish, model, request, response, locale);
                            });
                },
                () -> shown(given, asked.lenient(given.terms()), model, request, response, locale));
    }

    private static NewAppointment wanted(
            ServicesGiven.Given given, TimesWish wish, Meeting meeting, TimesPage.Chosen chosen) {
        return new NewAppointment(
                chosen.site().id(),
                given.service().id(),
                chosen.start(),
                wish.people(),
                Appointment.Channel.ONLINE,
                meeting);
    }

    /** Where an open question before the times is asked. */
    private Optional<String> ask(ServicesGiven.Given given, TimesWish wish, HttpServletRequest request) {
        return wish.people() == 0 || wish.modality() == null
                ? Optional.of(wish.address(path(given)))
                : wish.modality() == Modality.HOME && visited(request) == null
                        ? Optional.of(wish.address(path(given) + "/adresse"))
                        : Optional.empty();
    }

    private @Nullable PostalAddress visited(HttpServletRequest request) {
        return visits.of(request).map(VisitForm::address).orElse(null);
    }

    static String path(ServicesGiven.Given given) {
        return "/rdv/" + given.service().slug();
    }

    /** Who is called or visited chooses no site. */
    static TimesWish by(TimesWish wish, Modality modality) {
        return modality.isAfar() ? wish.at("").by(modality) : wish.by(modality);
    }

    private String shown(
            ServicesGiven.Given given,
            TimesWish wish,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale) {
        var path = path(given);
        model.addAttribute("service", given.service());
        model.addAttribute("most", given.terms().mostPeople());
        if (wish.people() == 0) {
            model.addAttribute("numbers", People.upTo(given.terms().mostPeople(), wish, path));
            return "appointments/people";
        }
        var modes = given.terms().ways().inOrder();
        model.addAttribute("wish", wish);
        model.addAttribute("modes", modes.stream().map(Modality::code).toList());
        model.addAttribute("path", path);
        model.addAttribute("otherPeople", wish.withPeople(0).address(path));
        if (wish.modality() == null) {
            return "appointments/way";
        }
        var visited = visited(request);
        if (wish.modality() == Modality.HOME) {
            response.setHeader("Cache-Control", "no-store");
            if (visited == null) {
                return "redirect:" + wish.address(path + "/adresse");
            }
            model.addAttribute("visited", visited.line());
            model.addAttribute("otherAddress", wish.address(path + "/adresse"));
        }
        model.addAttribute("otherWay", modes.size() > 1 ? wish.by(null).address(path) : "");
        times.fill(model, given.terms(), given.sites(), wish, wish.meeting(visited), path, false, locale);
        model.addAttribute("waits", services.offering(given.service()));
        holding.kept(request).ifPresent(kept -> model.addAttribute("kept", view.of(kept, locale)));
        return "appointments/times";
    }
}
