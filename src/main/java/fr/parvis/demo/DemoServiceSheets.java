package fr.parvis.demo;

import fr.parvis.directory.Directory;
import fr.parvis.procedures.Procedures;
import fr.parvis.procedures.visit.ServiceSheets;
import java.util.List;
import org.springframework.stereotype.Component;

/** What people come for at the passport counter of Saint-Parvis: said once, when nothing is said yet. */
@Component
class DemoServiceSheets {
    private static final String SERVICE = "passeport-depot";
    private static final List<String> SHEETS = List.of("F1341", "F21089", "F1342", "F21090", "F14929", "F21091");

    private final ServiceSheets sheets;
    private final Procedures procedures;
    private final Directory directory;

    DemoServiceSheets(ServiceSheets sheets, Procedures procedures, Directory directory) {
        this.sheets = sheets;
        this.procedures = procedures;
        this.directory = directory;
    }

    void bring() {
        if (!sheets.isEmpty()) {
            return;
        }
        directory.allServices().stream()
                .filter(service -> service.slug().equals(SERVICE))
                .forEach(service -> SHEETS.forEach(
                        id -> procedures.find(Procedures.PEOPLE, id).ifPresent(sheet -> sheets.add(service, sheet))));
    }
}
