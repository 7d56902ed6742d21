package fr.parvis.relations.inbox;

import fr.parvis.directory.Directory;
import fr.parvis.identity.Accounts;
import fr.parvis.identity.Role;
import java.text.Normalizer;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The accounts that work in the inbox. */
@Component
public class Colleagues {
    private static final Set<Role> ROLES = Set.of(Role.AGENT, Role.SUPERVISOR, Role.ADMIN);

    /**
     * @param handle as a note names them after {@code @}: {@code nadia.essai}
     * @param sites where they may act; empty for everywhere
     */
    public record Colleague(UUID id, String name, String handle, Set<UUID> sites, Set<String> languages) {
        public boolean mayActAt(@Nullable UUID site) {
            return site == null || sites.isEmpty() || sites.contains(site);
        }
    }

    private final Accounts accounts;
    private final Directory directory;

    Colleagues(Accounts accounts, Directory directory) {
        this.accounts = accounts;
        this.directory = directory;
    }

    /** By name. */
    public List<Colleague> all() {
        var agents = directory.allAgents();
        return accounts.list().stream()
                .filter(account -> account.active() && !Collections.disjoint(account.roles(), ROLES))
                .map(account -> new Colleague(
                        account.id(),
                        account.name(),
                        handle(account.name()),
                        account.sites(),
                        agents.stream()
                                .filter(agent -> agent.id().equals(account.agentId()))
                                .findFirst()
                                .map(agent -> agent.languages())
                                .orElse(Set.of("fr"))))
                .sorted((one, other) -> String.CASE_INSENSITIVE_ORDER.compare(one.name(), other.name()))
                .toList();
    }

    public List<Colleague> at(@Nullable UUID site) {
        return all().stream().filter(one -> one.mayActAt(site)).toList();
    }

    /** In small letters without accents, a dot between words. */
    public static String handle(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\d]+", ".")
                .replaceAll("^\\.|\\.$", "");
    }
}
