package fr.parvis.identity.web;

import fr.parvis.identity.Accounts.Account;
import fr.parvis.identity.Role;
import fr.parvis.platform.web.Forms;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * An account as it is typed.
 *
 * @param agent the directory's agent behind the account: an id, empty for none, {@link #NEW_AGENT} for one to create
 * @param partner id of the partner whose account it will be; empty for one of the house
 */
record AccountForm(String login, String name, String agent, Set<Role> roles, Set<UUID> sites, String partner) {
    static final String NEW_AGENT = "new";

    AccountForm {
        login = Forms.line(login);
        name = Forms.line(name);
        agent = Forms.line(agent);
        roles = Forms.ticked(roles);
        sites = Forms.ticked(sites);
        partner = Forms.line(partner);
    }

    static AccountForm of(Account account) {
        return new AccountForm(
                account.login(),
                account.name(),
                Objects.toString(account.agentId(), ""),
                account.roles(),
                account.sites(),
                Objects.toString(account.partnerId(), ""));
    }
}
