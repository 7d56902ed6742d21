package fr.parvis.identity.web;

import fr.parvis.directory.Agent;
import fr.parvis.directory.Directory;
import fr.parvis.identity.Accounts;
import fr.parvis.identity.AuditLog;
import fr.parvis.identity.Role;
import fr.parvis.platform.web.Choice;
import fr.parvis.platform.web.Forms;
import java.text.Collator;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The audit log, for an administrator to read. */
@Controller
@PreAuthorize("hasRole('ADMIN')")
class AuditController {
    private static final int A_PAGE = 50;
    private static final Pattern ROLES = Pattern.compile(
            Arrays.stream(Role.values()).map(Role::name).collect(Collectors.joining("|", " ((?:(?:", "),?)+)$")));

    /** @param actor empty for nobody in particular */
    record Line(ZonedDateTime at, String actor, String act, String subject) {}

    private final AuditLog audit;
    private final Accounts accounts;
    private final Directory directory;
    private final MessageSource messages;

    AuditController(AuditLog audit, Accounts accounts, Directory directory, MessageSource messages) {
        this.audit = audit;
        this.accounts = accounts;
        this.directory = directory;
        this.messages = messages;
    }

    /** @param page from 1 */
    @GetMapping("/admin/journal")
    String read(
            @RequestParam(required = false) @Nullable String compte,
            @RequestParam(required = false) @Nullable String acte,
            @RequestParam(defaultValue = "1") int page,
            Model model,
            Locale locale) {
        var account = Forms.line(compte);
        var act = Forms.line(acte);
        var here = Math.clamp(page, 1, 10_000);
        var filter = new AuditLog.Filter(account.isEmpty() ? null : account, act.isEmpty() ? null : act);
        var found = audit.page(filter, (here - 1) * A_PAGE, A_PAGE + 1);
        model.addAttribute(
                "lines",
                found.stream().limit(A_PAGE).map(entry -> line(entry, locale)).toList());
        model.addAttribute("more", found.size() > A_PAGE);
        model.addAttribute("page", here);
        model.addAttribute("account", account);
        model.addAttribute("act", act);
        model.addAttribute("accounts", accounts(locale));
        model.addAttribute("acts", acts(locale));
        return "identity/audit";
    }

    private Line line(AuditLog.Entry entry, Locale locale) {
        var nobody = entry.actor().equals(AuditLog.NOBODY);
        return new Line(local(entry.at()), nobody ? "" : entry.actor(), entry.act(), subject(entry, locale));
    }

    private String subject(AuditLog.Entry entry, Locale locale) {
        if (entry.subject().equals(AuditLog.NOBODY) || entry.subject().equals(entry.actor())) {
            return "";
        }
        if (!entry.act().startsWith("agent-")) {
            return ROLES.matcher(entry.subject()).replaceFirst(roles -> roles(roles.group(1), locale));
        }
        return directory.allAgents().stream()
                .filter(agent -> agent.id().toString().equals(entry.subject()))
                .map(Agent::name)
                .findFirst()
                .orElseGet(() -> text("identity.audit.agent-gone", locale));
    }

    /** " ADMIN,AGENT" as " · Administration, Accueil". */
    private String roles(String codes, Locale locale) {
        return Matcher.quoteReplacement(Arrays.stream(codes.split(","))
                .map(role -> text("identity.role." + role, locale))
                .collect(Collectors.joining(", ", " · ", "")));
    }

    private List<Choice> accounts(Locale locale) {
        return Stream.concat(
                        Stream.of(Choice.of("", text("identity.audit.everybody", locale))),
                        accounts.list().stream().map(one -> Choice.of(one.login(), one.login())))
                .toList();
    }

    private List<Choice> acts(Locale locale) {
        var choices = new ArrayList<>(audit.acts().stream()
                .map(act -> Choice.of(act, text("identity.audit.act." + act, locale)))
                .sorted(Comparator.comparing(Choice::label, Collator.getInstance(locale)))
                .toList());
        choices.addFirst(Choice.of("", text("identity.audit.everything", locale)));
        return choices;
    }

    private ZonedDateTime local(Instant at) {
        return at.atZone(directory.zone());
    }

    private String text(String key, Locale locale) {
        var found = messages.getMessage(key, null, key, locale);
        return found == null ? key : found;
    }
}
