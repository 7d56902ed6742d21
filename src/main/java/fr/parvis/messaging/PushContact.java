package fr.parvis.messaging;

import fr.parvis.platform.ParvisSettings;
import org.springframework.stereotype.Component;

/** How a push service reaches whoever runs this instance: some take no message without. */
@Component
class PushContact {
    private final String address;

    PushContact(ParvisSettings settings, Gateways.Settings gateways) {
        this.address = settings.publicUrl().startsWith("https:")
                ? settings.publicUrl()
                : gateways.mailFrom().isEmpty() ? "" : "mailto:" + gateways.mailFrom();
    }

    /** "" when neither is set. */
    String address() {
        return address;
    }
}
