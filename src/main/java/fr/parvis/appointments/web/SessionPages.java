package fr.parvis.appointments.web;

import fr.parvis.appointments.Appointment;
import fr.parvis.appointments.Meeting;
import fr.parvis.appointments.sessions.Registrations;
import fr.parvis.appointments.sessions.Session;
import fr.parvis.appointments.sessions.Sessions;
import fr.parvis.directory.Directory;
import fr.parvis.directory.ServiceOffer;
import fr.parvis.directory.Site;
import fr.parvis.platform.Idempotency;
import fr.parvis.platform.Ids;
import fr.parvis.platform.Sha256;
import fr.parvis.platform.web.Choice;
import fr.parvis.platform.web.FormProblem;
import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.Language;
import fr.parvis.platform.web.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Workshops and meetings to come, and registration for one without an account. */
@Controller
@RequestMapping("/ateliers")
class SessionPages {
    /** The same for machines. */
    private static final String FOR_MACHINES = "</api/v1/sessions>; rel=\"alternate\"; type=\"application/ld+json\"";

    record Day(String words, List<SessionView.Shown> sessions) {}

    /**
     * @param seats as they are typed
     * @param langue of the messages; empty for that of the page
     * @param attente given when the waiting line will do
     */
    record Asked(
            @Nullable String seats,
            @Nullable String langue,
            @Nullable String attente,
            @Nullable String nonce) {
        int number() {
            var typed = Forms.line(seats);
            return typed.isEmpty() ? 1 : Typed.number("seats", typed);
        }

        String language(Locale locale) {
            return Language.of(Forms.line(langue)).orElse(Language.of(locale)).tag();
        }
    }

    private final Sessions sessions;
    private final Registrations registrations;
    private final SessionView view;
    private final Directory directory;
    private final HoldLimits limits;
    private final Idempotency idempotency;
    private final TransactionOperations transactions;
    private final Forms forms;
    private final MessageSource messages;

    SessionPages(
            Sessions sessions,
            Registrations registrations,
            SessionView view,
            Directory directory,
            HoldLimits limits,
            Idempotency idempotency,
            TransactionOperations transactions,
            Forms forms,
            MessageSource messages) {
        this.sessions = sessions;
        this.registrations = registrations;
        this.view = view;
        this.directory = directory;
        this.limits = limits;
        this.idempotency = idempotency;
        this.transactions = transactions;
        this.forms = forms;
        this.messages = messages;
    }

    @GetMapping
    String list(
            @RequestParam(defaultValue = "") String lieu,
            @RequestParam(defaultValue = "") String theme,
            Model model,
            HttpServletResponse response,
            Locale locale) {
        var all = sessions.toCome(directory.sites()).stream()
                .filter(one -> !one.plan().byStaff())
                .map(one -> view.of(one, locale))
                .toList();
        var byDay = new LinkedHashMap<String, List<SessionView.Shown>>();
        all.stream()
                .filter(one -> lieu.isEmpty() || one.site().slug().equals(lieu))
                .filter(one -> theme.isEmpty() || isOf(one.service(), theme))
                .forEach(one -> byDay.computeIfAbsent(one.day(), _ -> new java.util.ArrayList<>())
                        .add(one));
        model.addAttribute(
                "days",
                byDay.entrySet().stream()
                        .map(day -> new Day(day.getKey(), day.getValue()))
                        .toList());
        model.addAttribute(
                "sites",
                all.stream()
                        .map(SessionView.Shown::site)
                        .distinct()
                        .map((Site site) ->
                                Choice.of(site.slug(), site.name(), site.slug().equals(lieu)))
                        .toList());
        model.addAttribute(
                "themes",
                all.stream()
                        .flatMap(one -> java.util.Optional.ofNullable(one.service()).stream())
                        .distinct()
                        .map((ServiceOffer one) -> Choice.of(
                                one.slug(), one.shownName(), one.slug().equals(theme)))
                        .toList());
        model.addAttribute("filtered", !lieu.isEmpty() || !theme.isEmpty());
        response.setHeader("Link", FOR_MACHINES);
        return "appointments/sessions";
    }

    private static boolean isOf(@Nullable ServiceOffer service, String slug) {
        return service != null && service.slug().equals(slug);
    }

    @GetMapping("/{id}")
    String one(@PathVariable UUID id, Model model, Locale locale) {
        return page(sessions.find(id), WhoForm.EMPTY, new Asked("1", null, null, Ids.token()), model, locale);
    }

    private String page(Session session, WhoForm form, Asked asked, Model model, Locale locale) {
        var shown = view.of(session, locale);
        var chosen = Forms.line(asked.seats());
        var language = asked.language(locale);
        model.addAttribute("shown", shown);
        model.addAttribute("form", form.cleaned());
        model.addAttribute("nonce", Objects.requireNonNullElseGet(asked.nonce(), Ids::token));
        model.addAttribute("waits", session.free() < session.plan().mostSeats());
        model.addAttribute(
                "numbers",
                IntStream.rangeClosed(1, session.plan().mostSeats())
                        .mapToObj(Integer::toString)
                        .map(number -> Choice.of(number, number, number.equals(chosen)))
                        .toList());
        model.addAttribute("tongues", Language.choices(language));
        model.addAttribute(
                "others",
                shown.canRegister() && session.free() > 0
                        ? List.of()
                        : sessions.others(session).stream()
                                .map(other -> view.of(other, locale))
                                .collect(Collectors.toList()));
        return "appointments/session";
    }

    @PostMapping("/{id}")
    String register(
            @PathVariable UUID id,
            WhoForm form,
            Asked asked,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale) {
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    var wanted = new Registrations.Wanted(
                            id,
                            asked.number(),
                            Appointment.Channel.ONLINE,
                            form.usager(asked.language(locale), Meeting.ON_SITE),
                            asked.attente() != null);
                    limits.checkSeats(request);
                    return register(wanted, form, asked, model, response, locale);
                },
                () -> page(sessions.find(id), form, asked, model, locale));
    }

    private String register(
            Registrations.Wanted wanted,
            WhoForm form,
            Asked asked,
            Model model,
            HttpServletResponse response,
            Locale locale) {
        try {
            return "redirect:/ateliers/mien/" + registered(wanted, asked.nonce()) + "?note";
        } catch (ProblemException refusal) {
            if (refusal.field() != null || refusal.getStatusCode() != HttpStatus.CONFLICT) {
                throw refusal;
            }
            if (refusal.key().endsWith(".already-registered")) {
                registrations.sendLinkAgain(wanted.sessionId(), wanted.usager());
                model.addAttribute("already", true);
            }
            model.addAttribute("problem", FormProblem.of(refusal, messages, locale));
            response.setStatus(refusal.getStatusCode().value());
            return page(sessions.find(wanted.sessionId()), form, asked, model, locale);
        }
    }

    /** The same form with the same words twice is one registration. */
    private String registered(Registrations.Wanted wanted, @Nullable String nonce) {
        var key = nonce == null || !nonce.matches("[\\w-]{24}") ? null : nonce + Sha256.of(wanted.toString());
        return Objects.requireNonNull(Objects.requireNonNull(transactions.execute(_ -> idempotency.once(
                        "registration",
                        key,
                        "",
                        () -> ResponseEntity.ok(registrations.register(wanted).token()))))
                .getBody());
    }
}
