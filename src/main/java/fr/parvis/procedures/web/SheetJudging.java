package fr.parvis.procedures.web;

import fr.parvis.directory.Directory;
import fr.parvis.platform.Ids;
import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.platform.web.RateLimits;
import fr.parvis.procedures.Procedures;
import fr.parvis.procedures.Sheet;
import fr.parvis.procedures.SheetJudged;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** "Was this clear?" at the bottom of a sheet: kept at the first tap; why, afterwards, for who wants to say. */
@Controller
@RequestMapping("/demarches/{id}/clair")
class SheetJudging {
    private static final int LONGEST = 500;
    private static final int A_MINUTE = 20;
    /** A family behind one address may disagree; a stream of opinions on one sheet is no family. */
    private static final int ONE_SHEET_A_MINUTE = 3;

    private static final String YES = "oui";
    private static final String NO = "non";

    private final Procedures procedures;
    private final Directory directory;
    private final RateLimits limits;
    private final Forms forms;
    private final ApplicationEventPublisher events;
    private final TransactionOperations transaction;
    private final Clock clock;

    SheetJudging(
            Procedures procedures,
            Directory directory,
            RateLimits limits,
            Forms forms,
            ApplicationEventPublisher events,
            TransactionOperations transaction,
            Clock clock) {
        this.procedures = procedures;
        this.directory = directory;
        this.limits = limits;
        this.forms = forms;
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
    }

    @PostMapping
    String judge(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String audience,
            @RequestParam(defaultValue = "") String clair,
            HttpServletRequest request,
            Model model) {
        var sheet = procedures.linked(audience, id);
        if (!clair.equals(YES) && !clair.equals(NO)) {
            return "redirect:" + page(sheet, "");
        }
        refuseStream("judged", sheet, request);
        var judgement = Ids.next();
        tell(sheet, judgement, clair.equals(YES), null, null);
        if (isPart(request)) {
            show(sheet, judgement, clair, model);
            return "procedures/clear-asked :: after";
        }
        return "redirect:"
                + UriComponentsBuilder.fromUriString(page(sheet, "/clair"))
                        .queryParam("clair", clair)
                        .queryParam("avis", judgement)
                        .toUriString();
    }

    /** @param avis the judgement that is still asked why, absent when all is said */
    @GetMapping
    String after(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String audience,
            @RequestParam(defaultValue = YES) String clair,
            @RequestParam(required = false) @Nullable UUID avis,
            Model model) {
        show(procedures.linked(audience, id), avis, clair, model);
        return "procedures/clear-judged";
    }

    @PostMapping("/{judgement}")
    String because(
            @PathVariable String id,
            @PathVariable UUID judgement,
            @RequestParam(defaultValue = "") String audience,
            @RequestParam(required = false) @Nullable String reason,
            @RequestParam(defaultValue = "") String words,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            Locale locale) {
        var sheet = procedures.linked(audience, id);
        var said = Forms.lines(words);
        model.addAttribute("words", said);
        model.addAttribute("reason", reason);
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    refuseStream("because", sheet, request);
                    if (said.length() > LONGEST) {
                        throw ProblemException.field("words", "procedures", "words-too-long", LONGEST);
                    }
                    tell(
                            sheet,
                            judgement,
                            false,
                            SheetJudged.Reason.of(reason).orElse(null),
                            said.isEmpty() ? null : said);
                    show(sheet, null, NO, model);
                    return isPart(request)
                            ? "procedures/clear-asked :: after"
                            : "redirect:"
                                    + UriComponentsBuilder.fromUriString(page(sheet, "/clair"))
                                            .queryParam("clair", NO)
                                            .toUriString();
                },
                () -> {
                    show(sheet, judgement, NO, model);
                    return isPart(request) ? "procedures/clear-asked :: after" : "procedures/clear-judged";
                });
    }

    /** Whoever says why may be a stranger to the first tap: what is said counts as an opinion too. */
    private void refuseStream(String act, Sheet sheet, HttpServletRequest request) {
        limits.check("sheet-judged", request.getRemoteAddr(), A_MINUTE);
        limits.check("sheet-" + act + "-" + sheet.audience() + sheet.id(), request.getRemoteAddr(), ONE_SHEET_A_MINUTE);
    }

    private void tell(
            Sheet sheet, UUID judgement, boolean clear, SheetJudged.@Nullable Reason reason, @Nullable String words) {
        transaction.executeWithoutResult(_ -> events.publishEvent(new SheetJudged(
                judgement,
                directory.organisation().id(),
                sheet.audience(),
                sheet.id(),
                clear,
                reason,
                words,
                clock.instant())));
    }

    private static void show(Sheet sheet, @Nullable UUID judgement, String clair, Model model) {
        model.addAttribute("sheet", sheet);
        model.addAttribute("judgement", clair.equals(NO) ? judgement : null);
        model.addAttribute("reasons", SheetJudged.Reason.values());
    }

    private static String page(Sheet sheet, String after) {
        return SheetAddresses.of(sheet, after);
    }

    private static boolean isPart(HttpServletRequest request) {
        return request.getHeader("HX-Request") != null;
    }
}
