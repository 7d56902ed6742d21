package fr.parvis.procedures.web;

import fr.parvis.directory.Directory;
import fr.parvis.platform.web.Choice;
import fr.parvis.platform.web.Forms;
import fr.parvis.procedures.Procedures;
import fr.parvis.procedures.Sheet;
import fr.parvis.procedures.SheetOpinions;
import fr.parvis.procedures.SheetOpinions.SheetName;
import fr.parvis.procedures.clear.Readability;
import fr.parvis.procedures.clear.SheetProse;
import fr.parvis.procedures.clear.SheetReadings;
import fr.parvis.procedures.clear.TermList;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** For the staff: which public sheets are hardest to read, and what makes one hard. */
@Controller
@RequestMapping("/admin/demarches/clarte")
@PreAuthorize("hasAnyRole('ADMIN', 'QUALITY')")
class ClarityPages {
    private static final int LATEST_REASONS = 20;

    /** A state of a sheet, with its time as the town tells it. */
    record Past(ZonedDateTime since, int score, String level, long lix, int longSentences, int jargon, int passives) {}

    record Said(ZonedDateTime at, String reason, String words) {}

    private final ClarityList list;
    private final Procedures procedures;
    private final SheetReadings readings;
    private final SheetOpinions opinions;
    private final TermList terms;
    private final Directory directory;
    private final MessageSource messages;

    ClarityPages(
            ClarityList list,
            Procedures procedures,
            SheetReadings readings,
            SheetOpinions opinions,
            TermList terms,
            Directory directory,
            MessageSource messages) {
        this.list = list;
        this.procedures = procedures;
        this.readings = readings;
        this.opinions = opinions;
        this.terms = terms;
        this.directory = directory;
        this.messages = messages;
    }

    /** @param page from 1 */
    @GetMapping
    String hardest(
            @RequestParam(defaultValue = Procedures.PEOPLE) String audience,
            @RequestParam(required = false) @Nullable String mots,
            @RequestParam(defaultValue = "hardest") String tri,
            @RequestParam(defaultValue = "1") int page,
            Model model,
            Locale locale) {
        var order = Arrays.stream(ClarityList.Order.values())
                .filter(one -> code(one).equals(tri))
                .findFirst()
                .orElse(ClarityList.Order.HARDEST);
        var wanted = new ClarityList.Wanted(
                Procedures.AUDIENCES.contains(audience) ? audience : Procedures.PEOPLE,
                Forms.line(mots),
                order,
                Math.clamp(page, 1, 1000));
        var lines = list.page(wanted);
        model.addAttribute("lines", lines.stream().limit(ClarityList.A_PAGE).toList());
        model.addAttribute("more", lines.size() > ClarityList.A_PAGE);
        model.addAttribute("page", wanted.page());
        model.addAttribute("audience", wanted.audience());
        model.addAttribute("words", wanted.words());
        model.addAttribute("order", code(order));
        model.addAttribute("waiting", readings.waiting());
        model.addAttribute(
                "audiences",
                Procedures.AUDIENCES.stream()
                        .map(one -> Choice.of(one, text("procedures.clear.audience." + one, locale)))
                        .toList());
        model.addAttribute(
                "orders",
                Arrays.stream(ClarityList.Order.values())
                        .map(one -> Choice.of(code(one), text("procedures.clear.order." + code(one), locale)))
                        .toList());
        return "procedures/staff-clear-list";
    }

    @GetMapping("/{audience}/{id}")
    String sheet(@PathVariable String audience, @PathVariable String id, Model model, Locale locale) {
        var sheet = procedures.get(audience, id);
        var name = new SheetName(audience, id);
        model.addAttribute("sheet", sheet);
        show(sheet, model);
        model.addAttribute(
                "past",
                readings.history(audience, id).reversed().stream()
                        .map(state -> new Past(
                                local(state.since()),
                                state.scores().outOfHundred(),
                                state.scores().level().name(),
                                Math.round(state.scores().lix()),
                                state.scores().longSentences(),
                                state.scores().jargon(),
                                state.scores().passives()))
                        .toList());
        model.addAttribute("share", opinions.shares().get(name));
        model.addAttribute("said", said(name, locale));
        return "procedures/staff-clear-sheet";
    }

    private void show(Sheet sheet, Model model) {
        var text = SheetProse.of(sheet);
        ReadText.of(text, Readability.of(text, terms.jargon())).into(model);
    }

    private List<Said> said(SheetName name, Locale locale) {
        return opinions.latest(name, LATEST_REASONS).stream()
                .map(one -> {
                    var reason = one.reason();
                    return new Said(
                            local(one.at()),
                            reason == null ? "" : text("procedures.clear.reason." + reason.code(), locale),
                            one.words());
                })
                .toList();
    }

    private static String code(ClarityList.Order order) {
        return order.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private ZonedDateTime local(Instant at) {
        return at.atZone(directory.zone());
    }

    private String text(String key, Locale locale) {
        var found = messages.getMessage(key, null, key, locale);
        return found == null ? key : found;
    }
}
