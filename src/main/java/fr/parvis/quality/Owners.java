package fr.parvis.quality;

import fr.parvis.identity.Accounts;
import fr.parvis.identity.Accounts.Account;
import fr.parvis.quality.ImprovementAction.Origin;
import fr.parvis.relations.Leading;
import fr.parvis.relations.complaint.Recurrences;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** To whom an action can be given: whoever may open its page. */
@Component
public class Owners {
    private final Accounts accounts;
    private final Recurrences recurrences;

    Owners(Accounts accounts, Recurrences recurrences) {
        this.accounts = accounts;
        this.recurrences = recurrences;
    }

    /** By name. */
    public List<Account> at(@Nullable UUID site) {
        return accounts.list().stream()
                .filter(one -> one.active()
                        && Leading.leads(one.roles())
                        && (site == null || one.sites().isEmpty() || one.sites().contains(site)))
                .sorted(Comparator.comparing(Account::name, String.CASE_INSENSITIVE_ORDER))
                .toList();
    }

    /** Without the one whom all its complaints are about. */
    public List<Account> of(ImprovementAction action) {
        var all = at(action.site());
        if (!(action.origin() instanceof Origin.Recurrence cause)) {
            return all;
        }
        var accused = recurrences.allAbout(cause.id());
        return all.stream()
                .filter(one -> !accused.equals(Optional.of(one.id())))
                .toList();
    }

    /** The names of all accounts, also of those that are closed. */
    public Map<UUID, String> names() {
        return accounts.list().stream().collect(Collectors.toMap(Account::id, Account::name));
    }
}
