package fr.parvis.identity.web;

import fr.parvis.directory.Directory;
import fr.parvis.identity.ApiTokens;
import fr.parvis.identity.ApiTokens.ApiToken;
import fr.parvis.identity.Role;
import fr.parvis.platform.web.Choice;
import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.ProblemException;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Tokens of other programs and of machines in the hall. A secret is drawn in the answer itself and stored nowhere. */
@Controller
@RequestMapping("/admin/jetons")
@PreAuthorize("hasRole('ADMIN')")
class TokensController {
    record TokenForm(String name, String role) {
        TokenForm {
            name = Forms.line(name);
            role = Forms.line(role);
        }
    }

    record TokenLine(
            UUID id,
            String name,
            Role role,
            ZonedDateTime created,
            @Nullable ZonedDateTime revoked,
            @Nullable ZonedDateTime used) {}

    private final ApiTokens tokens;
    private final Directory directory;
    private final Forms forms;
    private final MessageSource messages;

    TokensController(ApiTokens tokens, Directory directory, Forms forms, MessageSource messages) {
        this.tokens = tokens;
        this.directory = directory;
        this.forms = forms;
        this.messages = messages;
    }

    @GetMapping
    String list(Model model, Locale locale) {
        return page(new TokenForm("", Role.KIOSK.name()), model, locale);
    }

    @PostMapping
    String issue(@ModelAttribute("form") TokenForm form, Model model, HttpServletResponse response, Locale locale) {
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    var secret = tokens.issue(form.name(), role(form));
                    response.setHeader("Cache-Control", "no-store");
                    model.addAttribute("secret", secret);
                    return "identity/token-secret";
                },
                () -> page(form, model, locale));
    }

    @GetMapping("/{id}/revoquer")
    String confirm(@PathVariable UUID id, Model model) {
        model.addAttribute("token", tokens.token(id));
        model.addAttribute("confirmation", "");
        return "identity/token-revoke";
    }

    /** What cannot be undone asks for the name. */
    @PostMapping("/{id}/revoquer")
    String revoke(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String confirmation,
            Model model,
            HttpServletResponse response,
            Locale locale) {
        var token = tokens.token(id);
        var typed = Forms.line(confirmation);
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    if (!plain(typed).equalsIgnoreCase(plain(token.name()))) {
                        throw ProblemException.field("confirmation", "identity", "confirmation-wrong", token.name());
                    }
                    tokens.revoke(id);
                    return "redirect:/admin/jetons?fait";
                },
                () -> {
                    model.addAttribute("token", token);
                    model.addAttribute("confirmation", typed);
                    return "identity/token-revoke";
                });
    }

    /** A keyboard has no typographic apostrophe. */
    private static String plain(String name) {
        return name.strip().replace('’', '\'');
    }

    private static Role role(TokenForm form) {
        return Arrays.stream(Role.values())
                .filter(role -> role.name().equals(form.role()))
                .findFirst()
                .orElseThrow(() -> ProblemException.field("role", "identity", "role-missing"));
    }

    private String page(TokenForm form, Model model, Locale locale) {
        model.addAttribute("form", form);
        model.addAttribute("tokens", tokens.list().stream().map(this::line).toList());
        model.addAttribute(
                "roles",
                Arrays.stream(Role.values())
                        .map(role -> Choice.of(role, messages.getMessage("identity.token.role." + role, null, locale)))
                        .toList());
        return "identity/tokens";
    }

    private TokenLine line(ApiToken token) {
        return new TokenLine(
                token.id(),
                token.name(),
                token.role(),
                local(token.createdAt()),
                token.revokedAt() == null ? null : local(token.revokedAt()),
                token.lastUsedAt() == null ? null : local(token.lastUsedAt()));
    }

    private ZonedDateTime local(Instant at) {
        return at.atZone(directory.zone());
    }
}
