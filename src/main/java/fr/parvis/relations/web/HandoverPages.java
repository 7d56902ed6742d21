package fr.parvis.relations.web;

import fr.parvis.platform.web.Choice;
import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.relations.Bodies;
import fr.parvis.relations.Enclosures;
import fr.parvis.relations.Handover;
import fr.parvis.relations.HandoverEnds;
import fr.parvis.relations.Handovers;
import fr.parvis.relations.OfficeDays;
import fr.parvis.relations.Request;
import fr.parvis.relations.Requests;
import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Handing the person of a request over to another body, with their consent. */
@Controller
@RequestMapping("/agent/demandes/{id}/relais")
@PreAuthorize("hasAnyRole('AGENT', 'SUPERVISOR', 'ADMIN')")
class HandoverPages {
    private static final String USUAL_DAYS = "5";

    record Line(Handover one, String at, String due, String consented, String answered) {}

    private final Handovers handovers;
    private final HandoverEnds handoverEnds;
    private final Requests requests;
    private final Enclosures enclosures;
    private final Bodies bodies;
    private final OfficeDays days;
    private final RequestWords words;
    private final Forms forms;

    HandoverPages(
            Handovers handovers,
            HandoverEnds handoverEnds,
            Requests requests,
            Enclosures enclosures,
            Bodies bodies,
            OfficeDays days,
            RequestWords words,
            Forms forms) {
        this.handovers = handovers;
        this.handoverEnds = handoverEnds;
        this.requests = requests;
        this.enclosures = enclosures;
        this.bodies = bodies;
        this.days = days;
        this.words = words;
        this.forms = forms;
    }

    @GetMapping
    public String page(@PathVariable UUID id, Model model, HttpServletResponse response, Locale locale) {
        return page(id, Map.of(), Set.of(), model, response, locale);
    }

    private String page(
            UUID id,
            Map<String, String> given,
            Set<String> chosen,
            Model model,
            HttpServletResponse response,
            Locale locale) {
        response.setHeader("Cache-Control", "no-store");
        var request = known(id);
        var typed = new HashMap<>(given);
        typed.putIfAbsent("days", USUAL_DAYS);
        typed.putIfAbsent("consentedOn", days.today().toString());
        if (given.isEmpty()) {
            typed.put("contact", "on");
        }
        model.addAttribute("one", request);
        model.addAttribute("typed", typed);
        model.addAttribute(
                "done", handovers.of(id).stream().map(one -> line(one, locale)).toList());
        model.addAttribute(
                "bodies",
                Stream.concat(
                                Stream.of(Choice.of("", words.text("complaints.choose", locale))),
                                bodies.all().stream()
                                        .filter(Bodies.Body::active)
                                        .map(body -> Choice.of(body.id(), body.name() + " (" + body.kind() + ")")))
                        .toList());
        model.addAttribute(
                "consents",
                Arrays.stream(Handover.Consent.values())
                        .map(how -> Choice.of(
                                how.name(),
                                words.text("handover.consent." + how, locale),
                                how.name().equals(typed.get("consent"))))
                        .toList());
        model.addAttribute(
                "documents",
                enclosures.of(request).stream()
                        .filter(one -> one.withheld().isEmpty())
                        .map(one -> Choice.of(
                                one.key(),
                                one.name() + " (" + words.text("suivi.size", locale, Math.max(1, one.size() / 1024))
                                        + ")",
                                chosen.contains(one.key())))
                        .toList());
        model.addAttribute("complaint", request.kind() == Request.Kind.COMPLAINT);
        return "relations-staff/handover";
    }

    private Line line(Handover one, Locale locale) {
        var answered = one.answeredAt();
        return new Line(
                one,
                words.day(one.at(), locale),
                words.day(one.dueOn(), locale),
                words.day(one.consentedOn(), locale),
                answered == null ? "" : words.day(answered, locale));
    }

    @PostMapping
    public String handOver(
            @PathVariable UUID id,
            @RequestParam Map<String, String> given,
            @RequestParam(required = false, name = "documents") @Nullable List<String> chosen,
            Model model,
            RedirectAttributes next,
            HttpServletResponse response,
            Locale locale) {
        var typed = new HashMap<String, String>();
        given.forEach((field, text) -> typed.put(field, Forms.lines(text)));
        var documentIds = Set.copyOf(Objects.requireNonNullElse(chosen, List.<String>of()));
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    handovers.handOver(id, wanted(typed, documentIds));
                    next.addFlashAttribute("saved", true);
                    return "redirect:/agent/demandes/" + id + "/relais";
                },
                () -> page(id, typed, documentIds, model, response, locale));
    }

    @PostMapping("/{handover}/reprise")
    public String takeBack(@PathVariable UUID id, @PathVariable UUID handover, RedirectAttributes next) {
        handoverEnds.takeBack(id, handover);
        next.addFlashAttribute("back", true);
        return "redirect:/agent/demandes/" + id + "/relais";
    }

    private static Handovers.Wanted wanted(Map<String, String> typed, Set<String> chosen) {
        return new Handovers.Wanted(
                uuid(typed.getOrDefault("body", "")),
                typed.getOrDefault("words", ""),
                typed.containsKey("contact"),
                chosen,
                Arrays.stream(Handover.Consent.values())
                        .filter(how -> how.name().equals(typed.get("consent")))
                        .findFirst()
                        .orElse(null),
                day(typed.getOrDefault("consentedOn", "")),
                typed.getOrDefault("closes", "").equals("yes"),
                number(typed.getOrDefault("days", "")));
    }

    private static @Nullable Integer number(String typed) {
        return typed.matches("\\d{1,3}") ? Integer.valueOf(typed) : null;
    }

    /** Null when it cannot be read: that is said with all else that is wrong. */
    private static @Nullable LocalDate day(String typed) {
        try {
            return typed.isEmpty() ? null : LocalDate.parse(typed);
        } catch (DateTimeParseException _) {
            return null;
        }
    }

    private static @Nullable UUID uuid(String typed) {
        try {
            return typed.isEmpty() ? null : UUID.fromString(typed);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    private Request known(UUID id) {
        return requests.find(id)
                .orElseThrow(() -> new ProblemException(HttpStatus.NOT_FOUND, "relations", "unknown-request"));
    }
}
