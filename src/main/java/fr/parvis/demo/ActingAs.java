package fr.parvis.demo;

import fr.parvis.identity.Accounts;
import fr.parvis.identity.Caller;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** Somebody of the town does something, as they would when signed in. */
@Component
class ActingAs {
    private final Accounts accounts;

    ActingAs(Accounts accounts) {
        this.accounts = accounts;
    }

    /** Not at all when there is no such account any more. */
    void run(String login, Consumer<Caller> work) {
        accounts.list().stream()
                .filter(account -> account.login().equals(login) && account.active())
                .map(account -> new Caller(
                        account.id(), account.name(), account.agentId(), account.roles(), account.sites(), false))
                .findFirst()
                .ifPresent(me -> {
                    var before = SecurityContextHolder.getContext();
                    var context = SecurityContextHolder.createEmptyContext();
                    context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(me, null, List.of()));
                    SecurityContextHolder.setContext(context);
                    try {
                        work.accept(me);
                    } finally {
                        SecurityContextHolder.setContext(before);
                    }
                });
    }
}
