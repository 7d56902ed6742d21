package fr.parvis.procedures.web;

import fr.parvis.directory.ServicePapers;
import fr.parvis.procedures.visit.ServiceSheets;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The checklists of the sheets that the organisation has put to a service. */
@Component
class PapersOfServices implements ServicePapers {
    private final ServiceSheets sheets;

    PapersOfServices(ServiceSheets sheets) {
        this.sheets = sheets;
    }

    @Override
    public List<Papers> of(UUID serviceId) {
        return sheets.of(serviceId).stream()
                .map(sheet -> new Papers(sheet.title(), SheetAddresses.of(sheet, "/ma-liste")))
                .toList();
    }
}
