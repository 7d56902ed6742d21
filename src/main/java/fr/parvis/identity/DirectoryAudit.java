package fr.parvis.identity;

import fr.parvis.directory.DirectoryEdited;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Keeps who changed the directory. What Parvis does by itself (the demonstration, the set-up) is nobody's doing. */
@Component
class DirectoryAudit {
    private final AuditLog audit;

    DirectoryAudit(AuditLog audit) {
        this.audit = audit;
    }

    @EventListener
    void on(DirectoryEdited edit) {
        if (Caller.current().isPresent()) {
            audit.write(edit.act().code(), edit.subject());
        }
    }
}
