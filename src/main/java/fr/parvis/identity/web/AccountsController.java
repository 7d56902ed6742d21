package fr.parvis.identity.web;

import fr.parvis.directory.Directory;
import fr.parvis.directory.Site;
import fr.parvis.identity.Accounts;
import fr.parvis.identity.Caller;
import fr.parvis.identity.Partner;
import fr.parvis.identity.Partners;
import fr.parvis.identity.Role;
import fr.parvis.platform.web.Choice;
import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.ProblemException;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Who signs in, with which rights, where. A new password is drawn in the answer itself and stored nowhere. */
@Controller
@RequestMapping("/admin/comptes")
@PreAuthorize("hasRole('ADMIN')")
class AccountsController {
    /** One account of the list, in words; of a partner instead of at some sites. */
    record AccountLine(Accounts.Account account, List<Role> roles, String sites) {}

    private final Accounts accounts;
    private final Directory directory;
    private final AgentChoice agents;
    private final Partners partners;
    private final Forms forms;
    private final MessageSource messages;
    private final TransactionOperations transaction;

    AccountsController(
            Accounts accounts,
            Directory directory,
            AgentChoice agents,
            Partners partners,
            Forms forms,
            MessageSource messages,
            TransactionOperations transaction) {
        this.accounts = accounts;
        this.directory = directory;
        this.agents = agents;
        this.partners = partners;
        this.forms = forms;
        this.messages = messages;
        this.transaction = transaction;
    }

    @GetMapping
    String list(Model model) {
        model.addAttribute(
                "accounts",
                accounts.list().stream()
                        .map(account -> new AccountLine(
                                account, account.roles().stream().sorted().toList(), where(account)))
                        .toList());
        return "identity/accounts";
    }

    private String where(Accounts.Account account) {
        var partner = account.partnerId();
        return partner != null
                ? partners.partner(partner).name()
                : directory.allSites().stream()
                        .filter(site -> account.sites().contains(site.id()))
                        .map(Site::name)
                        .collect(Collectors.joining(", "));
    }

    /**
     * @param agent whose account it will be
     * @param partenaire the partner for which somebody gets it
     */
    @GetMapping("/nouveau")
    String create(
            @RequestParam(required = false) @Nullable UUID agent,
            @RequestParam(required = false) @Nullable UUID partenaire,
            Model model,
            Locale locale) {
        if (partenaire != null) {
            var partner = partners.partner(partenaire).id().toString();
            return form(null, new AccountForm("", "", "", Set.of(), Set.of(), partner), model, locale);
        }
        var form = directory.allAgents().stream()
                .filter(known -> known.id().equals(agent))
                .findFirst()
                .map(known ->
                        new AccountForm("", known.name(), known.id().toString(), Set.of(Role.AGENT), known.sites(), ""))
                .orElseGet(() -> new AccountForm("", "", AccountForm.NEW_AGENT, Set.of(Role.AGENT), Set.of(), ""));
        return form(null, form, model, locale);
    }

    @PostMapping
    String created(@ModelAttribute("form") AccountForm form, Model model, HttpServletResponse response, Locale locale) {
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    var password = transaction.execute(_ -> form.partner().isEmpty()
                            ? accounts.createWithPassword(
                                    form.login(), form.name(), agent(form), form.roles(), knownSites(form))
                            : accounts.createWithPasswordForPartner(
                                    form.login(), form.name(), partner(form).id()));
                    return secret(form.login(), password, "created", model, response);
                },
                () -> form(null, form, model, locale));
    }

    @GetMapping("/{id}")
    String edit(@PathVariable UUID id, Model model, Locale locale) {
        var account = accounts.account(id);
        return form(account, AccountForm.of(account), model, locale);
    }

    @PostMapping("/{id}")
    String edited(
            @PathVariable UUID id,
            @ModelAttribute("form") AccountForm form,
            Model model,
            HttpServletResponse response,
            Locale locale) {
        var account = accounts.account(id);
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    transaction.executeWithoutResult(_ -> {
                        if (account.partnerId() == null) {
                            accounts.update(id, form.name(), agent(form), form.roles(), knownSites(form));
                        } else {
                            accounts.update(id, form.name(), null, account.roles(), Set.of());
                        }
                    });
                    return "redirect:/admin/comptes?fait";
                },
                () -> form(account, form, model, locale));
    }

    @PostMapping("/{id}/mot-de-passe")
    String password(@PathVariable UUID id, Model model, HttpServletResponse response) {
        var account = accounts.account(id);
        return secret(account.login(), accounts.renewPassword(id), "renewed", model, response);
    }

    @PostMapping("/{id}/suspendre")
    String suspend(
            @PathVariable UUID id,
            @AuthenticationPrincipal Caller caller,
            Model model,
            HttpServletResponse response,
            Locale locale) {
        var account = accounts.account(id);
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    if (caller.id().equals(id)) {
                        throw ProblemException.field("suspend", "identity", "own-account");
                    }
                    accounts.suspend(id);
                    return "redirect:/admin/comptes?fait";
                },
                () -> form(account, AccountForm.of(account), model, locale));
    }

    @PostMapping("/{id}/reactiver")
    String reactivate(@PathVariable UUID id) {
        accounts.reactivate(accounts.account(id).id());
        return "redirect:/admin/comptes?fait";
    }

    private static String secret(
            String login, @Nullable String password, String why, Model model, HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store");
        model.addAttribute("login", login);
        model.addAttribute("password", password);
        model.addAttribute("why", why);
        return "identity/account-password";
    }

    private @Nullable UUID agent(AccountForm form) {
        return agents.behind(form.agent(), form.name().isEmpty() ? form.login() : form.name(), knownSites(form));
    }

    private Partner partner(AccountForm form) {
        return partners.list().stream()
                .filter(one -> one.id().toString().equals(form.partner()))
                .findFirst()
                .orElseThrow(() -> new ProblemException(HttpStatus.NOT_FOUND, "identity", "unknown-partner"));
    }

    private Set<UUID> knownSites(AccountForm form) {
        var known = directory.allSites().stream().map(Site::id).toList();
        if (!known.containsAll(form.sites())) {
            throw ProblemException.field("sites", "identity", "site-unknown");
        }
        return Set.copyOf(form.sites());
    }

    private String form(Accounts.@Nullable Account account, AccountForm form, Model model, Locale locale) {
        model.addAttribute("account", account);
        model.addAttribute("form", form);
        if (account != null && account.partnerId() != null) {
            model.addAttribute("partner", partners.partner(account.partnerId()));
        } else if (!form.partner().isEmpty()) {
            model.addAttribute("partner", partner(form));
        }
        model.addAttribute(
                "roles",
                Arrays.stream(Role.values())
                        .filter(Role::isOfAccounts)
                        .map(role -> Choice.of(
                                role,
                                text("identity.role." + role + ".text", locale),
                                form.roles().contains(role)))
                        .toList());
        model.addAttribute(
                "sites",
                directory.allSites().stream()
                        .map(site ->
                                Choice.of(site.id(), site.name(), form.sites().contains(site.id())))
                        .toList());
        var offered = new ArrayList<Choice>();
        offered.add(Choice.of("", text("identity.account.agent.none", locale)));
        offered.add(Choice.of(AccountForm.NEW_AGENT, text("identity.account.agent.new", locale)));
        directory.allAgents().forEach(agent -> offered.add(Choice.of(agent.id(), agent.name())));
        model.addAttribute("agents", offered);
        return "identity/account";
    }

    private String text(String key, Locale locale) {
        return messages.getMessage(key, null, locale);
    }
}
