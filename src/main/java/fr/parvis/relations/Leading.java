package fr.parvis.relations;

import fr.parvis.identity.Accounts.Account;
import fr.parvis.identity.Role;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who answers for a place. */
public final class Leading {
    private static final Set<Role> LEADING = Set.of(Role.SUPERVISOR, Role.QUALITY, Role.ADMIN);

    private Leading() {}

    /** Whether somebody with these roles answers for others. */
    public static boolean leads(Set<Role> roles) {
        return !Collections.disjoint(roles, LEADING);
    }

    /** The supervisors of the place; administrators where there is none. */
    public static List<Account> of(@Nullable UUID site, List<Account> staff) {
        var here = staff.stream()
                .filter(one -> one.active()
                        && (site == null || one.sites().isEmpty() || one.sites().contains(site)))
                .toList();
        var supervisors = with(Role.SUPERVISOR, here);
        return supervisors.isEmpty() ? with(Role.ADMIN, here) : supervisors;
    }

    private static List<Account> with(Role role, List<Account> staff) {
        return staff.stream().filter(one -> one.roles().contains(role)).toList();
    }
}
