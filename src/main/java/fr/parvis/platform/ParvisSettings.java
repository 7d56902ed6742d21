package fr.parvis.platform;

import java.util.List;
import java.util.Locale;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The instance's own settings ({@code parvis.*}, {@code PARVIS_*}).
 *
 * @param data folder of the embedded database and of files that belong to the instance
 * @param databaseUrl JDBC address of the body's own PostgreSQL; empty for the embedded one
 * @param trustedProxies addresses and ranges of the proxies whose X-Forwarded headers are believed; nobody's by default
 * @param publicUrl address under which usagers reach the instance; empty when it is the one of each request
 */
@ConfigurationProperties("parvis")
public record ParvisSettings(
        @DefaultValue("./data") String data,
        @DefaultValue("") String databaseUrl,
        @DefaultValue("") String publicUrl,
        @DefaultValue List<String> trustedProxies,
        @DefaultValue("false") boolean insecureCookies,
        @DefaultValue("false") boolean demo,
        @DefaultValue("false") boolean demoQuiet) {
    public ParvisSettings {
        if (insecureCookies && isHttps(publicUrl)) {
            throw new IllegalArgumentException(
                    "PARVIS_INSECURE_COOKIES=true is refused with an https PARVIS_PUBLIC_URL: remove one of the two.");
        }
    }

    /** The demonstration town exists, alive or quiet. */
    public boolean isDemo() {
        return demo || demoQuiet;
    }

    /** Whether cookies are kept off plain http; a demonstration is tried on plain http first. */
    public boolean secureCookies() {
        return isHttps(publicUrl) || !insecureCookies && !isDemo();
    }

    private static boolean isHttps(String url) {
        return url.toLowerCase(Locale.ROOT).startsWith("https:");
    }
}
