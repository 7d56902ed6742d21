package fr.parvis.relations.inbox;

import fr.parvis.directory.Directory;
import fr.parvis.identity.AuditLog;
import fr.parvis.platform.Ids;
import fr.parvis.platform.web.ProblemException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The teams of the inbox. Which languages somebody speaks is the directory's to say. */
@Component
@Transactional
public class Teams {
    public static final int LONGEST_NAME = 80;

    /**
     * @param site null when it receives requests of all
     * @param mostOpen how many open requests one of them is given at most; null for no bound
     */
    public record Team(
            UUID id,
            String name,
            @Nullable UUID site,
            @Nullable Integer mostOpen,
            Set<UUID> members) {}

    private final JdbcClient jdbc;
    private final Directory directory;
    private final Colleagues colleagues;
    private final AuditLog audit;

    Teams(JdbcClient jdbc, Directory directory, Colleagues colleagues, AuditLog audit) {
        this.jdbc = jdbc;
        this.directory = directory;
        this.colleagues = colleagues;
        this.audit = audit;
    }

    /** By name. */
    public List<Team> all() {
        return jdbc.sql("""
                        select t.*, array(select m.account_id from relations.team_member m where m.team_id = t.id) as members
                          from relations.team t where t.organisation_id = ? order by lower(t.name), t.id""")
                .param(directory.organisation().id())
                .query((row, _) -> new Team(
                        row.getObject("id", UUID.class),
                        row.getString("name"),
                        row.getObject("site_id", UUID.class),
                        row.getObject("most_open", Integer.class),
                        Set.of((UUID[]) row.getArray("members").getArray())))
                .list();
    }

    public Optional<Team> find(UUID id) {
        return all().stream().filter(team -> team.id().equals(id)).findFirst();
    }

    /**
     * With their load, for {@link Assignment}.
     *
     * @param without whom a complaint is about: nobody of a team, and no team that has nobody else; null when it is about none
     */
    Map<UUID, Assignment.Team> manned(@Nullable UUID without) {
        var open = new HashMap<UUID, Integer>();
        jdbc.sql("""
                        select assignee_id, count(*) from relations.request
                         where organisation_id = ? and closed_at is null and assignee_id is not null group by assignee_id""").param(directory.organisation().id()).query(row -> {
            open.put(row.getObject(1, UUID.class), row.getInt(2));
        });
        var all = colleagues.all();
        return all().stream()
                .filter(team -> without == null || !team.members().equals(Set.of(without)))
                .map(team -> new Assignment.Team(
                        team.id(),
                        team.name(),
                        team.site(),
                        team.mostOpen(),
                        all.stream()
                                .filter(one -> team.members().contains(one.id())
                                        && !one.id().equals(without))
                                .map(one -> new Assignment.Member(
                                        one.id(),
                                        one.name(),
                                        one.languages(),
                                        one.sites(),
                                        open.getOrDefault(one.id(), 0)))
                                .toList()))
                .collect(Collectors.toMap(Assignment.Team::id, team -> team));
    }

    /**
     * @param id null for a new one
     * @throws ProblemException about the field at fault
     */
    public UUID save(
            @Nullable UUID id, String name, @Nullable UUID site, @Nullable Integer mostOpen, Set<UUID> members) {
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw ProblemException.field("name", "relations", "name-missing", LONGEST_NAME);
        }
        if (mostOpen != null && (mostOpen < 1 || mostOpen > 999)) {
            throw ProblemException.field("mostOpen", "relations", "most-open-out-of-range");
        }
        var known = colleagues.all().stream().map(Colleagues.Colleague::id).collect(Collectors.toSet());
        var one = id == null ? Ids.next() : id;
        try {
            jdbc.sql("""
                            insert into relations.team (id, organisation_id, name, site_id, most_open) values (?, ?, ?, ?, ?)
                            on conflict (id) do update set name = excluded.name, site_id = excluded.site_id, most_open = excluded.most_open""")
                    .params(Arrays.asList(one, directory.organisation().id(), name.strip(), site, mostOpen))
                    .update();
        } catch (DuplicateKeyException taken) {
            throw ProblemException.field("name", "relations", "name-taken", name.strip());
        }
        jdbc.sql("delete from relations.team_member where team_id = ?")
                .param(one)
                .update();
        members.stream()
                .filter(known::contains)
                .forEach(member -> jdbc.sql("insert into relations.team_member (team_id, account_id) values (?, ?)")
                        .params(one, member)
                        .update());
        audit.write("team-saved", name.strip());
        return one;
    }

    /** Its requests stay, without a team; its rules go. */
    public void remove(UUID id) {
        var name = jdbc.sql("delete from relations.team where organisation_id = ? and id = ? returning name")
                .params(directory.organisation().id(), id)
                .query(String.class)
                .optional();
        name.ifPresent(gone -> audit.write("team-removed", gone));
    }
}
