package fr.parvis.relations.web;

import fr.parvis.platform.web.ProblemException;
import fr.parvis.relations.Documents;
import fr.parvis.relations.Requests;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Documents of a request, for whoever works on it. */
@Controller
@PreAuthorize("hasAnyRole('AGENT', 'SUPERVISOR', 'ADMIN')")
class DocumentPages {
    private final Requests requests;
    private final Documents documents;

    DocumentPages(Requests requests, Documents documents) {
        this.requests = requests;
        this.documents = documents;
    }

    @GetMapping("/agent/demandes/{id}/documents/{document}")
    public ResponseEntity<byte[]> document(@PathVariable UUID id, @PathVariable UUID document) {
        var request = requests.find(id)
                .orElseThrow(() -> new ProblemException(HttpStatus.NOT_FOUND, "relations", "unknown-request"));
        return Download.of(documents, request, document);
    }
}
