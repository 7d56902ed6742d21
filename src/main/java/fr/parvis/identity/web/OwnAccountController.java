package fr.parvis.identity.web;

import fr.parvis.directory.Directory;
import fr.parvis.identity.Accounts;
import fr.parvis.identity.Caller;
import fr.parvis.identity.OwnPassword;
import fr.parvis.identity.Role;
import fr.parvis.platform.web.Choice;
import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.springframework.context.MessageSource;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What somebody who is signed in may see and change of their own account. */
@Controller
@RequestMapping("/compte")
@PreAuthorize("isAuthenticated()")
class OwnAccountController {
    record PasswordForm(String current, String password, String again) {
        PasswordForm {
            current = Objects.requireNonNullElse(current, "");
            password = Objects.requireNonNullElse(password, "");
            again = Objects.requireNonNullElse(again, "");
        }

        @Override
        public String toString() {
            return "PasswordForm";
        }
    }

    private final Accounts accounts;
    private final OwnPassword passwords;
    private final Directory directory;
    private final AgentChoice agents;
    private final Forms forms;
    private final MessageSource messages;
    private final TransactionOperations transaction;

    OwnAccountController(
            Accounts accounts,
            OwnPassword passwords,
            Directory directory,
            AgentChoice agents,
            Forms forms,
            MessageSource messages,
            TransactionOperations transaction) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.directory = directory;
        this.agents = agents;
        this.forms = forms;
        this.messages = messages;
        this.transaction = transaction;
    }

    @GetMapping
    String show(@AuthenticationPrincipal Caller caller, Model model, Locale locale) {
        return page(caller, model, locale);
    }

    @PostMapping("/mot-de-passe")
    String password(
            @AuthenticationPrincipal Caller caller,
            @ModelAttribute PasswordForm form,
            HttpServletRequest request,
            Model model,
            HttpServletResponse response,
            Locale locale) {
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    passwords.change(
                            caller.id(),
                            form.current(),
                            form.password(),
                            form.again(),
                            request.getSession().getId());
                    return "redirect:/compte?fait";
                },
                () -> page(caller, model, locale));
    }

    /** An administrator who also receives: one step from "you have no agent" to the counter. */
    @PostMapping("/agent")
    @PreAuthorize("hasRole('ADMIN')")
    String agent(
            @AuthenticationPrincipal Caller caller,
            @RequestParam(defaultValue = AccountForm.NEW_AGENT) String agent,
            HttpServletRequest request,
            Model model,
            HttpServletResponse response,
            Locale locale) {
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    var linked = transaction.execute(_ -> {
                        var id = agents.behind(agent, caller.name(), caller.sites());
                        if (id == null) {
                            throw ProblemException.field("agent", "identity", "agent-unknown");
                        }
                        accounts.link(caller.id(), id);
                        return id;
                    });
                    remember(
                            new Caller(
                                    caller.id(),
                                    caller.name(),
                                    Objects.requireNonNull(linked),
                                    caller.roles(),
                                    caller.sites(),
                                    caller.token()),
                            request,
                            response);
                    return "redirect:/agent";
                },
                () -> page(caller, model, locale));
    }

    /** The session knows the agent from now on. */
    private static void remember(Caller caller, HttpServletRequest request, HttpServletResponse response) {
        Authentication before =
                Objects.requireNonNull(SecurityContextHolder.getContext().getAuthentication());
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(
                UsernamePasswordAuthenticationToken.authenticated(caller, null, before.getAuthorities()));
        SecurityContextHolder.setContext(context);
        new HttpSessionSecurityContextRepository().saveContext(context, request, response);
    }

    private String page(Caller caller, Model model, Locale locale) {
        var account = accounts.account(caller.id());
        model.addAttribute("account", account);
        model.addAttribute("roles", account.roles().stream().sorted().toList());
        model.addAttribute("shortest", Accounts.SHORTEST_PASSWORD);
        if (caller.has(Role.ADMIN)
                && directory.isSetUp()
                && agents.of(caller.agentId()).isEmpty()) {
            model.addAttribute("agents", offered(locale));
        }
        return "identity/own-account";
    }

    private List<Choice> offered(Locale locale) {
        var offered = new ArrayList<Choice>();
        offered.add(Choice.of(AccountForm.NEW_AGENT, messages.getMessage("identity.own.agent.new", null, locale)));
        var taken = accounts.list().stream().map(Accounts.Account::agentId).toList();
        directory.allAgents().stream()
                .filter(agent -> agent.active() && !taken.contains(agent.id()))
                .forEach(agent -> offered.add(Choice.of(agent.id(), agent.name())));
        return offered;
    }
}
