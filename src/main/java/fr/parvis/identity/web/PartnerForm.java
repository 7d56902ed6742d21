package fr.parvis.identity.web;

import fr.parvis.identity.Partner;
import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.ProblemException;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A partner as it is typed.
 *
 * @param mostOpen a number, empty for as many as it needs
 */
record PartnerForm(String name, Set<UUID> services, Set<UUID> sites, String mostOpen) {
    PartnerForm {
        name = Forms.line(name);
        services = Forms.ticked(services);
        sites = Forms.ticked(sites);
        mostOpen = Forms.line(mostOpen);
    }

    static PartnerForm of(Partner partner) {
        return new PartnerForm(
                partner.name(), partner.services(), partner.sites(), Objects.toString(partner.mostOpen(), ""));
    }

    @Nullable
    Integer most() {
        try {
            return mostOpen.isEmpty() ? null : Integer.valueOf(mostOpen);
        } catch (NumberFormatException _) {
            throw ProblemException.field(
                    "mostOpen", "identity", "partner-most-open", fr.parvis.identity.Partners.MOST_OPEN);
        }
    }
}
