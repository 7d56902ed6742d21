package fr.parvis.identity.web;

import fr.parvis.directory.Directory;
import fr.parvis.identity.ApiTokens;
import fr.parvis.identity.ApiTokens.ApiToken;
import fr.parvis.identity.Partner;
import fr.parvis.identity.Partners;
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
import java.util.stream.Stream;
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
    /** @param role of the house, or {@link #PARTNER} with the partner's id */
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
            String partner,
            ZonedDateTime created,
            @Nullable ZonedDateTime revoked,
            @Nullable ZonedDateTime used) {}

    private static final String PARTNER = Role.PARTNER + ":";

    private final ApiTokens tokens;
    private final Partners partners;
    private final Directory directory;
    private final Forms forms;
    private final MessageSource messages;

    TokensController(ApiTokens tokens, Partners partners, Directory directory, Forms forms, MessageSource messages) {
        this.tokens = tokens;
        this.partners = partners;
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
                    var secret = issue(form);
                    response.setHeader("Cache-Control", "no-store");
                    model.addAttribute("secret", secret);
                    return "identity/token-secret";
                },
                () -> page(form, model, locale));
    }

    private String issue(TokenForm form) {
        if (!form.role().startsWith(PARTNER)) {
            return tokens.issue(form.name(), role(form));
        }
        var partner = open().filter(one -> form.role().equals(PARTNER + one.id()))
                .findFirst()
                .orElseThrow(() -> ProblemException.field("role", "identity", "role-missing"));
        return tokens.issueForPartner(form.name(), partner.id());
    }

    private Stream<Partner> open() {
        return partners.list().stream().filter(Partner::open);
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
                Stream.concat(
                                Arrays.stream(Role.values())
                                        .filter(role -> role != Role.PARTNER)
                                        .map(role -> Choice.of(role, text("identity.token.role." + role, locale))),
                                open().map(one -> Choice.of(
                                        PARTNER + one.id(), text("identity.token.role.PARTNER", locale, one.name()))))
                        .toList());
        return "identity/tokens";
    }

    private String text(String key, Locale locale, Object... about) {
        return messages.getMessage(key, about, locale);
    }

    private TokenLine line(ApiToken token) {
        return new TokenLine(
                token.id(),
                token.name(),
                token.role(),
                token.partnerId() == null
                        ? ""
                        : partners.partner(token.partnerId()).name(),
                local(token.createdAt()),
                token.revokedAt() == null ? null : local(token.revokedAt()),
                token.lastUsedAt() == null ? null : local(token.lastUsedAt()));
    }

    private ZonedDateTime local(Instant at) {
        return at.atZone(directory.zone());
    }
}
