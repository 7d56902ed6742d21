package fr.parvis.appointments.national;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Empty unless an operator has agreed with the agency on secrets.
 *
 * @param antsHubTokens by any of which the national search shows who it is; none turns what it asks off
 * @param antsApiUrl where the national appointment service begins; empty for none
 */
@ConfigurationProperties("parvis")
record NationalSettings(
        @DefaultValue List<String> antsHubTokens,
        @DefaultValue("") String antsApiUrl,
        @DefaultValue("") String antsApiToken) {
    NationalSettings {
        if (antsApiUrl.isEmpty() != antsApiToken.isEmpty()) {
            throw new IllegalArgumentException(
                    "PARVIS_ANTS_API_URL and PARVIS_ANTS_API_TOKEN go together: give both, or none.");
        }
    }

    boolean isSearched() {
        return !antsHubTokens.isEmpty();
    }

    boolean isDeclared() {
        return !antsApiUrl.isEmpty();
    }

    /** In the same time, however much of it is right. */
    boolean isHub(@Nullable String token) {
        var given = (token == null ? "" : token).getBytes(StandardCharsets.UTF_8);
        var known = false;
        for (var one : antsHubTokens) {
            known |= MessageDigest.isEqual(one.strip().getBytes(StandardCharsets.UTF_8), given);
        }
        return known;
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return "searched " + isSearched() + ", declared " + isDeclared();
    }
}
