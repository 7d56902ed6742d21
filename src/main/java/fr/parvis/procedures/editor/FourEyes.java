package fr.parvis.procedures.editor;

import fr.parvis.identity.Accounts;
import fr.parvis.identity.Role;
import fr.parvis.platform.web.ProblemException;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Who may publish a text: somebody who did not write it, unless nobody else could. */
@Component
public class FourEyes {
    private static final Set<Role> EDITORS = Set.of(Role.ADMIN, Role.QUALITY);

    private final Accounts accounts;

    FourEyes(Accounts accounts) {
        this.accounts = accounts;
    }

    /** @param authors who wrote what has not been published yet */
    public boolean mayPublish(UUID caller, Set<UUID> authors) {
        var editors = accounts.list().stream()
                .filter(account -> account.active() && account.roles().stream().anyMatch(EDITORS::contains))
                .map(Accounts.Account::id)
                .collect(Collectors.toSet());
        return mayPublish(caller, authors, editors);
    }

    /** @param editors every account that may publish */
    static boolean mayPublish(UUID caller, Set<UUID> authors, Set<UUID> editors) {
        return !authors.contains(caller) || authors.containsAll(editors);
    }

    public static ProblemException refusal() {
        return new ProblemException(HttpStatus.FORBIDDEN, "procedures", "text-own-author");
    }
}
