package fr.parvis.relations;

import fr.parvis.directory.Directory;
import fr.parvis.identity.AuditLog;
import fr.parvis.platform.Ids;
import fr.parvis.platform.web.Corrections;
import fr.parvis.platform.web.ProblemException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Other bodies to which people are handed over: a France services, the CAF, social workers. */
@Component
@Transactional
public class Bodies {
    private static final int LONGEST = 120;
    private static final int LONGEST_ADDRESS = 300;

    /** @param kind as the organisation calls it, like "France services" */
    public record Body(UUID id, String name, String kind, String email, String phone, String address, boolean active) {}

    private final JdbcClient jdbc;
    private final Directory directory;
    private final AuditLog audit;

    Bodies(JdbcClient jdbc, Directory directory, AuditLog audit) {
        this.jdbc = jdbc;
        this.directory = directory;
        this.audit = audit;
    }

    /** By name; those that nobody is handed over to any more too. */
    public List<Body> all() {
        return jdbc.sql("select * from relations.body where organisation_id = ? order by lower(name), id")
                .param(directory.organisation().id())
                .query((row, _) -> new Body(
                        row.getObject("id", UUID.class),
                        row.getString("name"),
                        row.getString("kind"),
                        row.getString("email"),
                        row.getString("phone"),
                        row.getString("address"),
                        row.getBoolean("active")))
                .list();
    }

    public Optional<Body> find(@Nullable UUID id) {
        return all().stream().filter(one -> one.id().equals(id)).findFirst();
    }

    /** @throws ProblemException about all fields at fault */
    public void save(Body body) {
        var wrong = new Corrections();
        wrong.check(() -> needs("name", body.name(), "name-missing"));
        wrong.check(() -> needs("kind", body.kind(), "body-kind-missing"));
        wrong.check(() -> {
            if (!NewRequest.isEmail(body.email())) {
                throw ProblemException.field("email", "relations", "email-unreadable");
            }
        });
        wrong.check(() -> {
            if (!body.phone().isEmpty() && !NewRequest.isNumber(body.phone())) {
                throw ProblemException.field("phone", "relations", "phone-unreadable");
            }
        });
        wrong.check(() -> {
            if (body.address().length() > LONGEST_ADDRESS) {
                throw ProblemException.field("address", "relations", "field-too-long", LONGEST_ADDRESS);
            }
        });
        wrong.demand();
        try {
            jdbc.sql("""
                            insert into relations.body (id, organisation_id, name, kind, email, phone, address, active)
                            values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (id) do update set name = excluded.name, kind = excluded.kind,
                                email = excluded.email, phone = excluded.phone, address = excluded.address, active = excluded.active""")
                    .params(
                            body.id(),
                            directory.organisation().id(),
                            body.name(),
                            body.kind(),
                            body.email(),
                            body.phone(),
                            body.address(),
                            body.active())
                    .update();
        } catch (DuplicateKeyException taken) {
            throw ProblemException.field("name", "relations", "name-taken", body.name());
        }
        audit.write("body-saved", body.name());
    }

    /** One that is not saved yet. */
    public static Body blank() {
        return new Body(Ids.next(), "", "", "", "", "", true);
    }

    private static void needs(String field, String typed, String problem) {
        if (typed.isBlank() || typed.length() > LONGEST) {
            throw ProblemException.field(field, "relations", problem, LONGEST);
        }
    }
}
