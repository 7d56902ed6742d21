package fr.parvis.relations.calls;

import fr.parvis.directory.Directory;
import fr.parvis.identity.Caller;
import fr.parvis.relations.usager.Contact;
import fr.parvis.relations.usager.Usager;
import fr.parvis.relations.usager.Usagers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who can be behind a number, as far as the caller's sites let them know. */
@Component
public class KnownCallers {
    /**
     * @param usagers whose sheets have the number
     * @param requests open requests that it was left for: name by id
     */
    public record Known(List<Usager> usagers, Map<UUID, String> requests) {
        /** The one name that there is; "" when there is none, or several. */
        public String name() {
            return usagers.size() == 1
                    ? usagers.getFirst().name()
                    : usagers.isEmpty() && requests.values().stream().distinct().count() == 1
                            ? requests.values().iterator().next()
                            : "";
        }
    }

    private static final Known NOBODY = new Known(List.of(), Map.of());
    private static final int MOST = 5;
    private static final int DIGITS_COMPARED = 9;

    private final Usagers usagers;
    private final Directory directory;
    private final JdbcClient jdbc;

    KnownCallers(Usagers usagers, Directory directory, JdbcClient jdbc) {
        this.usagers = usagers;
        this.directory = directory;
        this.jdbc = jdbc;
    }

    public Known behind(String typed) {
        return usagers.phone(typed).map(this::behind).orElse(NOBODY);
    }

    private Known behind(Contact number) {
        var caller = Caller.current().orElseThrow();
        var people = usagers.known(number).stream()
                .filter(one -> isSeen(one, caller))
                .limit(MOST)
                .toList();
        var requests = new LinkedHashMap<UUID, String>();
        var digits = number.normalised().replaceAll("\\D", "");
        jdbc.sql("""
                        select id, trim(first_name || ' ' || last_name) from relations.request
                         where organisation_id = :organisation and closed_at is null and phone <> ''
                           and right(regexp_replace(phone, '\\D', '', 'g'), :compared) = right(:digits, :compared)
                           and (:anywhere or site_id is null or site_id = any (:sites)) and accused_id is distinct from :caller order by received_at desc limit :most""")
                .param("organisation", directory.organisation().id())
                .param("compared", DIGITS_COMPARED)
                .param("digits", digits)
                .param("anywhere", caller.sites().isEmpty())
                .param("sites", caller.sites().toArray(UUID[]::new))
                .param("caller", caller.id())
                .param("most", MOST)
                .query(row -> {
                    requests.put(row.getObject(1, UUID.class), row.getString(2));
                });
        requests.values().removeIf(String::isEmpty);
        return new Known(people, requests);
    }

    /** Somebody whose dealings are all with sites where the caller may not act is nobody to them. */
    private boolean isSeen(Usager one, Caller caller) {
        return caller.sites().isEmpty()
                || jdbc.sql("""
                                select coalesce(bool_or(site_id is null or site_id = any (:sites)), true)
                                  from relations.request where usager_id = any (:ids)""")
                        .param("sites", caller.sites().toArray(UUID[]::new))
                        .param("ids", one.ids().toArray(UUID[]::new))
                        .query(Boolean.class)
                        .single();
    }
}
