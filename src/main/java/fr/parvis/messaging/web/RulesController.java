package fr.parvis.messaging.web;

import fr.parvis.directory.Directory;
import fr.parvis.messaging.Opposition;
import fr.parvis.messaging.Rules;
import fr.parvis.messaging.SendingRules;
import fr.parvis.messaging.SmsDoor;
import fr.parvis.platform.web.Choice;
import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.platform.web.PublicAddress;
import jakarta.servlet.http.HttpServletResponse;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** When messages may leave, who wants no SMS any more, and where a gateway brings those that people write. */
@Controller
@RequestMapping("/admin/messages/reglages")
@PreAuthorize("hasRole('ADMIN')")
class RulesController {
    private static final int SHOWN = 200;
    private static final String SUNDAYS = "sundays";
    private static final String HOLIDAYS = "holidays";

    /** As it was typed. */
    record RulesForm(
            @Nullable String quietFrom,
            @Nullable String quietUntil,
            @Nullable List<@Nullable String> quietDays,
            @Nullable String mostADay) {
        RulesForm {
            quietFrom = Forms.line(quietFrom);
            quietUntil = Forms.line(quietUntil);
            mostADay = Forms.line(mostADay);
        }

        static RulesForm of(SendingRules rules) {
            var days = new java.util.ArrayList<@Nullable String>();
            if (rules.quietSundays()) {
                days.add(SUNDAYS);
            }
            if (rules.quietHolidays()) {
                days.add(HOLIDAYS);
            }
            return new RulesForm(
                    rules.quietFrom().toString(),
                    rules.quietUntil().toString(),
                    days,
                    Integer.toString(rules.mostADay()));
        }

        Set<String> days() {
            return Forms.ticked(quietDays);
        }

        SendingRules rules() {
            return new SendingRules(
                    time("quietFrom", quietFrom),
                    time("quietUntil", quietUntil),
                    days().contains(SUNDAYS),
                    days().contains(HOLIDAYS),
                    mostADay != null && mostADay.matches("\\d{1,3}") ? Integer.parseInt(mostADay) : 0);
        }

        private static LocalTime time(String field, @Nullable String typed) {
            try {
                return LocalTime.parse(Forms.line(typed));
            } catch (DateTimeException _) {
                throw ProblemException.field(field, "messaging", "time-malformed");
            }
        }
    }

    /** @param since on the organisation's clock */
    record OpposedLine(String number, ZonedDateTime since) {}

    private final Rules rules;
    private final Opposition opposition;
    private final SmsDoor door;
    private final Directory directory;
    private final PublicAddress addresses;
    private final Forms forms;
    private final MessageSource messages;

    RulesController(
            Rules rules,
            Opposition opposition,
            SmsDoor door,
            Directory directory,
            PublicAddress addresses,
            Forms forms,
            MessageSource messages) {
        this.rules = rules;
        this.opposition = opposition;
        this.door = door;
        this.directory = directory;
        this.addresses = addresses;
        this.forms = forms;
        this.messages = messages;
    }

    @GetMapping
    String show(Model model, Locale locale) {
        return page(RulesForm.of(rules.current()), model, locale);
    }

    @PostMapping
    String save(RulesForm form, Model model, HttpServletResponse response, Locale locale) {
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    rules.save(form.rules());
                    return "redirect:/admin/messages/reglages?fait";
                },
                () -> page(form, model, locale));
    }

    /** The secret is drawn in the answer itself and stored nowhere. */
    @PostMapping("/adresse-sms")
    String renew(Model model, HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store");
        model.addAttribute("address", addresses.of("/api/v1/sms/incoming?token=" + door.renew()));
        return "messaging/sms-address";
    }

    private String page(RulesForm form, Model model, Locale locale) {
        model.addAttribute("typed", form);
        model.addAttribute(
                "quietDays",
                List.of(
                        Choice.of(
                                SUNDAYS,
                                text("messaging.rules.sundays", locale),
                                form.days().contains(SUNDAYS)),
                        Choice.of(
                                HOLIDAYS,
                                text("messaging.rules.holidays", locale),
                                form.days().contains(HOLIDAYS))));
        model.addAttribute(
                "opposed",
                opposition.page(0, SHOWN).stream()
                        .map(one -> new OpposedLine(one.number(), one.since().atZone(directory.zone())))
                        .toList());
        model.addAttribute("door", door.isThere());
        return "messaging/rules";
    }

    private String text(String key, Locale locale) {
        return java.util.Objects.requireNonNull(messages.getMessage(key, null, locale));
    }
}
