package fr.parvis.relations.franceconnect;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** All three, or none: then nobody is offered it. */
@ConfigurationProperties("parvis")
record FranceConnectSettings(
        @DefaultValue("") String franceconnectIssuer,
        @DefaultValue("") String franceconnectClientId,
        @DefaultValue("") String franceconnectClientSecret) {
    FranceConnectSettings {
        if (franceconnectIssuer.isEmpty() != franceconnectClientId.isEmpty()
                || franceconnectIssuer.isEmpty() != franceconnectClientSecret.isEmpty()) {
            throw new IllegalArgumentException(
                    "PARVIS_FRANCECONNECT_ISSUER, _CLIENT_ID and _CLIENT_SECRET go together: set all three, or none.");
        }
    }

    boolean areSet() {
        return !franceconnectIssuer.isEmpty();
    }
}
