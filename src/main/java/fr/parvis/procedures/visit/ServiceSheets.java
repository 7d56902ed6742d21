package fr.parvis.procedures.visit;

import fr.parvis.directory.Directory;
import fr.parvis.directory.ServiceOffer;
import fr.parvis.identity.AuditLog;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.procedures.Procedures;
import fr.parvis.procedures.Sheet;
import fr.parvis.procedures.checklist.Checklists;
import fr.parvis.procedures.editor.LocalWords;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Which procedures people come for at a service, as the organisation says. Refusals are of the field {@code looked}. */
@Component
public class ServiceSheets {
    /** As many as fit on a kiosk beside "something else". */
    public static final int MOST = 6;

    /** @param title null when the sheet is gone, or asks for no document any more: then nobody is shown it */
    public record Line(String audience, String id, @Nullable String title) {}

    private final JdbcClient jdbc;
    private final Procedures procedures;
    private final LocalWords words;
    private final Directory directory;
    private final AuditLog audit;

    ServiceSheets(JdbcClient jdbc, Procedures procedures, LocalWords words, Directory directory, AuditLog audit) {
        this.jdbc = jdbc;
        this.procedures = procedures;
        this.words = words;
        this.directory = directory;
        this.audit = audit;
    }

    public boolean isEmpty() {
        return jdbc.sql("select count(*) from procedures.service_sheet")
                        .query(Integer.class)
                        .single()
                == 0;
    }

    /** Which they are, whether or not they can still be shown. */
    public record Name(String audience, String id) {}

    public List<Name> names(UUID serviceId) {
        return jdbc.sql(
                        "select audience, sheet_id from procedures.service_sheet where service_id = ? order by position")
                .param(serviceId)
                .query((row, _) -> new Name(row.getString(1), row.getString(2)))
                .list();
    }

    /** The services for which people come for this procedure, as the organisation says. */
    public Set<UUID> services(Sheet sheet) {
        return Set.copyOf(
                jdbc.sql("select service_id from procedures.service_sheet where audience = ? and sheet_id = ?")
                        .params(sheet.audience(), sheet.id())
                        .query((row, _) -> row.getObject(1, UUID.class))
                        .list());
    }

    public List<Line> lines(UUID serviceId) {
        return names(serviceId).stream()
                .map(name -> new Line(
                        name.audience(),
                        name.id(),
                        usable(name).map(Sheet::title).orElse(null)))
                .toList();
    }

    /** Those that have documents to bring, with the organisation's own words. */
    public List<Sheet> of(UUID serviceId) {
        return names(serviceId).stream().flatMap(name -> usable(name).stream()).toList();
    }

    private Optional<Sheet> usable(Name name) {
        return procedures
                .find(name.audience(), name.id())
                .map(words::on)
                .filter(sheet -> Checklists.of(sheet).hasDocuments());
    }

    @Transactional
    public void add(ServiceOffer service, Sheet sheet) {
        var there = names(service.id());
        var name = new Name(sheet.audience(), sheet.id());
        if (there.contains(name)) {
            throw ProblemException.field("looked", "procedures", "service-sheet-twice", sheet.title());
        }
        if (there.size() >= MOST) {
            throw ProblemException.field("looked", "procedures", "service-sheets-full", MOST);
        }
        if (usable(name).isEmpty()) {
            throw ProblemException.field("looked", "procedures", "service-sheet-bare", sheet.title());
        }
        jdbc.sql("""
                        insert into procedures.service_sheet (organisation_id, service_id, audience, sheet_id, position)
                        select ?, ?, ?, ?, coalesce(max(position), 0) + 1 from procedures.service_sheet where service_id = ?
                        on conflict do nothing""")
                .params(directory.organisation().id(), service.id(), sheet.audience(), sheet.id(), service.id())
                .update();
        audit.write("service-sheet-added", service.name() + " → " + sheet.title());
    }

    /** Nothing happens when it is not there any more. */
    @Transactional
    public void remove(ServiceOffer service, String audience, String id) {
        var title = procedures.find(audience, id).map(Sheet::title).orElse(id);
        if (jdbc.sql("delete from procedures.service_sheet where service_id = ? and audience = ? and sheet_id = ?")
                        .params(service.id(), audience, id)
                        .update()
                > 0) {
            audit.write("service-sheet-removed", service.name() + " → " + title);
        }
    }
}
