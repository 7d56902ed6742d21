package fr.parvis.hooks;

import fr.parvis.platform.fetch.Fetch;
import fr.parvis.platform.fetch.Reach;
import fr.parvis.platform.web.ProblemException;
import java.net.URI;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.stereotype.Component;

/** Which addresses may be told anything. */
@Component
@EnableConfigurationProperties(HookAddress.Settings.class)
class HookAddress {
    private static final String FIELD = "address";
    private static final int LONGEST = 2000;

    /** @param webhookHosts inside the organisation's network, that are told all the same, in plain http if need be */
    @ConfigurationProperties("parvis")
    record Settings(@DefaultValue List<String> webhookHosts) {}

    private final Settings settings;

    HookAddress(Settings settings) {
        this.settings = settings;
    }

    Reach reach(String host) {
        return Reach.of(host, settings.webhookHosts());
    }

    /** @throws ProblemException 400 with the field */
    URI typed(String text) {
        if (text.isEmpty()) {
            throw ProblemException.field(FIELD, "hooks", "address-missing");
        }
        if (text.length() > LONGEST) {
            throw ProblemException.field(FIELD, "hooks", "address-too-long", LONGEST);
        }
        var address = read(text);
        if (!"https".equalsIgnoreCase(address.getScheme()) && !isKnown(address.getHost())) {
            throw ProblemException.field(FIELD, "hooks", "address-not-encrypted");
        }
        if (reach(address.getHost()) == Reach.NEVER) {
            throw ProblemException.field(FIELD, "hooks", "address-forbidden", address.getHost());
        }
        return address;
    }

    private static URI read(String text) {
        try {
            var address = URI.create(text);
            if (Fetch.isWeb(address) && address.getFragment() == null) {
                return address;
            }
        } catch (IllegalArgumentException _) {
            // the same as an address that is not of the web
        }
        throw ProblemException.field(FIELD, "hooks", "address-malformed");
    }

    private boolean isKnown(String host) {
        return settings.webhookHosts().stream().anyMatch(known -> known.strip().equalsIgnoreCase(host));
    }
}
