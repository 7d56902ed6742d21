package fr.parvis.rights;

import fr.parvis.identity.AuditLog;
import fr.parvis.platform.StoredSettings;
import fr.parvis.platform.web.ProblemException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Who answers for the data (RGPD art. 30, 1, a); all the rest of the register is what the modules say of themselves. */
@Component
public class Register {
    private static final int LONGEST = 500;

    /**
     * @param controller address and how to reach the organisation
     * @param officer the data protection officer, and how to reach them
     */
    public record Contacts(String controller, String officer) {}

    private final StoredSettings settings;
    private final AuditLog audit;

    Register(StoredSettings settings, AuditLog audit) {
        this.settings = settings;
        this.audit = audit;
    }

    public Contacts contacts() {
        return new Contacts(
                settings.find("rights.controller").orElse(""),
                settings.find("rights.officer").orElse(""));
    }

    /** @throws ProblemException about a text that is too long */
    @Transactional
    public void change(Contacts contacts) {
        check("controller", contacts.controller());
        check("officer", contacts.officer());
        settings.put("rights.controller", contacts.controller());
        settings.put("rights.officer", contacts.officer());
        audit.write("register-changed", AuditLog.NOBODY);
    }

    private static void check(String field, String text) {
        if (text.length() > LONGEST) {
            throw ProblemException.field(field, "rights", "contact-too-long", LONGEST);
        }
    }
}
