package fr.parvis.identity;

import java.io.Serializable;
import java.security.Principal;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Who acts: a signed-in account, or an API token (which acts for the organisation, not for a person). It is the Spring
 * Security principal of both; {@code Authentication#getAuthorities} holds {@code ROLE_<role>} and {@code SCOPE_<scope>}.
 *
 * @param agentId the directory's agent behind the account; null for tokens and for accounts without a desk
 * @param sites sites where the roles hold; empty means every site of the organisation
 * @param partnerId the outside organisation that it acts for; null for everybody of the house
 */
public record Caller(
        UUID id,
        String name,
        @Nullable UUID agentId,
        Set<Role> roles,
        Set<UUID> sites,
        boolean token,
        @Nullable UUID partnerId)
        implements Principal, Serializable {

    /** Of the house. */
    public Caller(UUID id, String name, @Nullable UUID agentId, Set<Role> roles, Set<UUID> sites, boolean token) {
        this(id, name, agentId, roles, sites, token, null);
    }

    /** The caller of the current request, empty when anonymous. */
    public static Optional<Caller> current() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof Caller caller
                ? Optional.of(caller)
                : Optional.empty();
    }

    public boolean has(Role role) {
        return roles.contains(role);
    }

    public boolean mayActAt(UUID siteId) {
        return sites.isEmpty() || sites.contains(siteId);
    }

    /** The id: names are not unique, and the sessions of one account are found by this. */
    @Override
    public String getName() {
        return id.toString();
    }
}
