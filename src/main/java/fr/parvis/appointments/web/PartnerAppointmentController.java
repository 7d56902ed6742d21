package fr.parvis.appointments.web;

import fr.parvis.appointments.Appointment;
import fr.parvis.appointments.AppointmentPapers;
import fr.parvis.appointments.AppointmentWords;
import fr.parvis.appointments.Availability;
import fr.parvis.appointments.PartnerBookings;
import fr.parvis.identity.Partners;
import fr.parvis.messaging.NewMessage.Channel;
import fr.parvis.messaging.Outbox;
import fr.parvis.platform.web.FormProblem;
import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.Language;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.platform.web.PublicAddress;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.springframework.context.MessageSource;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One appointment that a partner has booked: looked at, moved, cancelled, printed. */
@Controller
@RequestMapping("/partenaire/rendez-vous/{id}")
@PreAuthorize("hasRole('PARTNER')")
class PartnerAppointmentController {
    /** @param isCode read letter by letter, from left to right in any language */
    record Fact(String label, String value, boolean isCode) {}

    /**
     * The same facts in one language.
     *
     * @param by says who booked
     * @param code says what the code is for
     */
    record Part(Language language, String title, List<Fact> facts, String by, String code) {}

    private final Partners partners;
    private final PartnerBookings bookings;
    private final Availability availability;
    private final AppointmentPapers papers;
    private final FreeTimes times;
    private final AppointmentView view;
    private final Outbox outbox;
    private final PublicAddress addresses;
    private final Forms forms;
    private final MessageSource messages;

    PartnerAppointmentController(
            Partners partners,
            PartnerBookings bookings,
            Availability availability,
            AppointmentPapers papers,
            FreeTimes times,
            AppointmentView view,
            Outbox outbox,
            PublicAddress addresses,
            Forms forms,
            MessageSource messages) {
        this.partners = partners;
        this.bookings = bookings;
        this.availability = availability;
        this.papers = papers;
        this.times = times;
        this.view = view;
        this.outbox = outbox;
        this.addresses = addresses;
        this.forms = forms;
        this.messages = messages;
    }

    static String page(UUID id) {
        return "/partenaire/rendez-vous/" + id;
    }

    /** @param from first day of the times that it could be moved to */
    @GetMapping
    String show(
            @PathVariable UUID id,
            @RequestParam(name = "jour", defaultValue = "") String from,
            Model model,
            HttpServletResponse response,
            Locale locale) {
        var one = bookings.find(id);
        if (isNobodys(one)) {
            return "redirect:" + (view.isOpen(one) ? PartnerHoldController.page(id) : PartnerController.PAGE);
        }
        return page(one, from, "", model, response, locale);
    }

    private static boolean isNobodys(Appointment one) {
        return one.state() == Appointment.State.HELD || one.state() == Appointment.State.EXPIRED;
    }

    private String page(
            Appointment one, String from, String wished, Model model, HttpServletResponse response, Locale locale) {
        response.setHeader("Cache-Control", "no-store");
        var shown = view.of(one, locale);
        var who = one.usager();
        var open = one.state() == Appointment.State.BOOKED && view.isToCome(one);
        model.addAttribute("partner", partners.current());
        model.addAttribute("shown", shown);
        model.addAttribute("state", one.state().code());
        model.addAttribute("open", open);
        model.addAttribute("moved", bookings.moved(List.of(one.id())).contains(one.id()));
        model.addAttribute("phone", who == null || who.phone() == null ? "" : AppointmentWords.phone(who.phone()));
        model.addAttribute("email", who == null ? "" : Objects.requireNonNullElse(who.email(), ""));
        model.addAttribute("told", who != null && outbox.sends(who.email() == null ? Channel.SMS : Channel.EMAIL));
        model.addAttribute("from", from);
        if (open) {
            availability.terms(one.serviceId()).ifPresent(terms -> {
                var first = from.isEmpty()
                        ? one.start().atZone(shown.site().zone()).toLocalDate()
                        : Typed.day("jour", from);
                var refused = model.getAttribute("problem") instanceof FormProblem;
                model.addAttribute("first", first);
                times.of(shown.site(), terms, one.meeting(), one.people(), first, wished, refused, locale)
                        .fill(model);
            });
        }
        return "appointments-partner/one";
    }

    @PostMapping("/deplacer")
    String move(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String start,
            @RequestParam(name = "jour", defaultValue = "") String from,
            Model model,
            HttpServletResponse response,
            Locale locale,
            RedirectAttributes after) {
        bookings.find(id);
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    try {
                        bookings.move(id, FreeTimes.start(start));
                    } catch (ProblemException refusal) {
                        throw Pressed.at("start", refusal);
                    }
                    after.addFlashAttribute("done", "moved");
                    return "redirect:" + page(id);
                },
                () -> page(bookings.find(id), from, start, model, response, locale));
    }

    /** Sent twice, or too late: its page says where it stands. */
    @PostMapping("/annuler")
    String cancel(@PathVariable UUID id, RedirectAttributes after) {
        var one = bookings.find(id);
        if (one.state() == Appointment.State.BOOKED && view.isToCome(one)) {
            bookings.cancel(id);
            after.addFlashAttribute("done", "cancelled");
        }
        return "redirect:" + page(id);
    }

    /** For the person to take along: in French, which the reception reads, and in their own language. */
    @GetMapping("/fiche")
    String slip(@PathVariable UUID id, Model model, HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store");
        var one = bookings.find(id);
        var who = one.usager();
        if (who == null || one.state() != Appointment.State.BOOKED) {
            return "redirect:" + page(id);
        }
        var own = Language.of(who.language()).orElse(Language.FRENCH);
        var parts = new ArrayList<Part>();
        parts.add(part(one, who, own));
        if (own != Language.FRENCH) {
            parts.add(part(one, who, Language.FRENCH));
        }
        model.addAttribute("partner", partners.current());
        model.addAttribute("one", one);
        model.addAttribute("parts", parts);
        model.addAttribute("papers", papers.of(id).orElse(""));
        return "appointments-partner/slip";
    }

    private Part part(Appointment one, Appointment.Usager who, Language language) {
        var locale = language.locale();
        var shown = view.of(one, locale);
        var site = shown.site();
        var where = site.nameAndAddress();
        return new Part(
                language,
                text("rdv.mine", locale),
                List.of(
                        new Fact(text("rdv.name", locale), who.firstName() + " " + who.lastName(), false),
                        new Fact(text("rdv.what", locale), shown.service().shownName(), false),
                        new Fact(text("rdv.when-fact", locale), shown.when(), false),
                        new Fact(text("rdv.where", locale), where, false),
                        new Fact(text("rdv.how-many", locale), Integer.toString(one.people()), false),
                        new Fact(text("rdv.reference", locale), one.reference(), true)),
                text("appointments.mail.by-partner", locale, partners.current().name()),
                text("appointments.slip.code", locale));
    }

    /** Opens the person's own page in their language. */
    @GetMapping(path = "/qr.svg", produces = "image/svg+xml")
    ResponseEntity<String> code(@PathVariable UUID id, HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store");
        var one = bookings.find(id);
        var who = one.usager();
        return addresses.code(
                "/rdv/mien/" + one.token() + "?lang=" + (who == null ? Language.FRENCH.tag() : who.language()));
    }

    private String text(String key, Locale locale, Object... about) {
        return messages.getMessage(key, about, locale);
    }
}
