package fr.parvis.relations.inbox;

import java.util.Arrays;
import java.util.Optional;

/** What an agent can look at; each is an address. */
public enum InboxView {
    /** Nobody has them yet. */
    NEW("nouvelles", Sql.ACTING + " and r.assignee_id is null"),
    MINE("a-moi", Sql.ACTING + " and r.assignee_id = :me"),
    TEAM(
            "equipe",
            Sql.ACTING + " and r.team_id in (select m.team_id from relations.team_member m where m.account_id = :me)"),
    LATE("retard", Sql.AWAKE + " and r.state <> 'INCOMPLETE' and least(r.next_due, r.due_on) < :today"),
    /** The person has something to bring; what they have written meanwhile stands with what is to be done, too. */
    WAITING("attente", Sql.AWAKE + " and r.state = 'INCOMPLETE'"),
    SNOOZED("reportees", "r.closed_at is null and r.snoozed_until > :today"),
    CITED(
            "cite",
            "r.closed_at is null and exists (select from relations.mention m where m.account_id = :me and m.request_id = r.id)"),
    ALL("toutes", "r.closed_at is null"),
    CLOSED("terminees", "r.closed_at is not null");

    private static final class Sql {
        static final String AWAKE = "r.closed_at is null and (r.snoozed_until is null or r.snoozed_until <= :today)";
        static final String ACTING = AWAKE + """
                 and (r.state <> 'INCOMPLETE'
                      or (select i.direction from relations.interaction i where i.request_id = r.id and i.direction <> 'NOTE'
                           order by i.at desc, i.id desc limit 1) = 'IN')""";
    }

    private final String code;
    private final String where;

    InboxView(String code, String where) {
        this.code = code;
        this.where = where;
    }

    /** As in the address. */
    public String code() {
        return code;
    }

    /** Over {@code relations.request r}, with the parameters "me" and "today". */
    String where() {
        return where;
    }

    String order() {
        return this == CLOSED ? "r.closed_at desc, r.id" : "least(r.next_due, r.due_on), r.received_at, r.id";
    }

    public static Optional<InboxView> of(String code) {
        return Arrays.stream(values()).filter(view -> view.code.equals(code)).findFirst();
    }
}
