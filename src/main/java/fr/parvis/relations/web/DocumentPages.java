package fr.parvis.relations.web;

import fr.parvis.platform.web.ProblemException;
import fr.parvis.relations.Documents;
import fr.parvis.relations.Enclosures;
import fr.parvis.relations.PeopleOfRequests;
import fr.parvis.relations.Request;
import fr.parvis.relations.Requests;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** What goes with a request, for whoever works on it: documents, and the sheet of the person. */
@Controller
@PreAuthorize("hasAnyRole('AGENT', 'SUPERVISOR', 'ADMIN')")
class DocumentPages {
    private final Requests requests;
    private final Documents documents;
    private final Enclosures enclosures;
    private final PeopleOfRequests people;

    DocumentPages(Requests requests, Documents documents, Enclosures enclosures, PeopleOfRequests people) {
        this.requests = requests;
        this.documents = documents;
        this.enclosures = enclosures;
        this.people = people;
    }

    @GetMapping("/agent/demandes/{id}/documents/{document}")
    public ResponseEntity<byte[]> document(@PathVariable UUID id, @PathVariable UUID document) {
        return Download.of(documents, find(id), document);
    }

    /** An attachment of an e-mail. */
    @GetMapping("/agent/demandes/{id}/courriels/{mail}/{number}")
    public ResponseEntity<byte[]> attachment(@PathVariable UUID id, @PathVariable UUID mail, @PathVariable int number) {
        var handed = enclosures.attachment(find(id), mail, number);
        return Download.of(handed.name(), handed.type(), handed.content());
    }

    /** The sheet of whoever made the request, at their wish. */
    @PostMapping("/agent/demandes/{id}/fiche")
    public String sheet(@PathVariable UUID id) {
        return "redirect:/agent/usagers/" + people.sheet(find(id));
    }

    private Request find(UUID id) {
        return requests.find(id)
                .orElseThrow(() -> new ProblemException(HttpStatus.NOT_FOUND, "relations", "unknown-request"));
    }
}
