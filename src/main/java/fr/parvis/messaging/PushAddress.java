package fr.parvis.messaging;

import fr.parvis.platform.fetch.Fetch;
import fr.parvis.platform.fetch.Reach;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.stereotype.Component;

/**
 * Which addresses are push services: a browser says where it wants to be told, and whoever sends the form may say anything. Only hosts
 * that are known are called, by https; one inside the organisation's network only where it is named in full.
 */
@Component
@EnableConfigurationProperties(PushAddress.Settings.class)
class PushAddress {
    private static final int LONGEST = 1000;
    private static final String ANY = "*.";

    /** @param pushHosts names in full, or {@code *.} and the end of a name */
    @ConfigurationProperties("parvis")
    record Settings(
            @DefaultValue({
                "fcm.googleapis.com",
                "*.push.services.mozilla.com",
                "*.notify.windows.com",
                "web.push.apple.com"
            })
            List<String> pushHosts) {
        Settings {
            pushHosts = pushHosts.stream()
                    .map(host -> host.strip().toLowerCase(Locale.ROOT))
                    .toList();
        }
    }

    private final Settings settings;

    PushAddress(Settings settings) {
        this.settings = settings;
    }

    /** Never one that is not known. */
    Reach reach(String host) {
        return isKnown(host) ? Reach.of(host, settings.pushHosts()) : Reach.NEVER;
    }

    /** Empty for what is no address of a push service. */
    Optional<URI> read(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            var address = URI.create(text);
            return Fetch.isWeb(address)
                            && address.getFragment() == null
                            && isEncrypted(address)
                            && reach(address.getHost()) != Reach.NEVER
                    ? Optional.of(address)
                    : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** In clear inside the network alone, to one that an administrator has named. */
    private boolean isEncrypted(URI address) {
        return "https".equalsIgnoreCase(address.getScheme()) || reach(address.getHost()) == Reach.INSIDE;
    }

    private boolean isKnown(String host) {
        var name = host.toLowerCase(Locale.ROOT);
        return settings.pushHosts().stream()
                .anyMatch(known -> known.startsWith(ANY) ? name.endsWith(known.substring(1)) : name.equals(known));
    }
}
