package fr.parvis.messaging.mail;

import fr.parvis.messaging.mail.TokenProblem.Kind;
import fr.parvis.platform.TrustedCertificates;
import fr.parvis.platform.fetch.Call;
import fr.parvis.platform.fetch.Fetch;
import fr.parvis.platform.fetch.FetchFailure;
import fr.parvis.platform.fetch.Reach;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks for access tokens, where that is allowed: at https addresses outside, and at hosts inside that the settings name. */
@Component
@EnableConfigurationProperties(TokenEndpoint.Settings.class)
public class TokenEndpoint {
    private static final int MOST_BYTES = 100_000;
    private static final Duration LONGEST = Duration.ofSeconds(15);
    /** Where nobody says how long a token lives. */
    private static final Duration UNKNOWN_LIFE = Duration.ofMinutes(10);

    private static final Set<String> GRANT_AT_FAULT =
            Set.of("invalid_grant", "interaction_required", "login_required", "consent_required", "access_denied");
    private static final Set<String> CLIENT_AT_FAULT = Set.of("invalid_client", "unauthorized_client");

    /** @param webhookHosts inside the organisation's network, that are called all the same, in plain http if need be */
    @ConfigurationProperties("parvis")
    record Settings(@DefaultValue List<String> webhookHosts) {
        boolean names(String host) {
            return webhookHosts.stream().anyMatch(known -> known.strip().equalsIgnoreCase(host));
        }
    }

    /** @param refresh the next one; "" when the one before goes on */
    record Tokens(String access, Duration life, String refresh) {
        @Override
        public String toString() {
            return "Tokens";
        }
    }

    private final Settings settings;
    private final Call call;

    TokenEndpoint(Settings settings, TrustedCertificates trusted) {
        this.settings = settings;
        this.call = new Call(MOST_BYTES, LONGEST, host -> Reach.of(host, settings.webhookHosts()), trusted.context());
    }

    /** Without looking a name up. */
    public boolean isAllowed(URI address) {
        return Fetch.isWeb(address)
                && address.getFragment() == null
                && ("https".equalsIgnoreCase(address.getScheme()) || settings.names(address.getHost()));
    }

    /** @throws TokenProblem when there is none to be had */
    Tokens ask(OAuthGrant grant, String refresh) {
        if (!isAllowed(grant.tokenUrl())) {
            throw new TokenProblem(Kind.OAUTH_ADDRESS);
        }
        var answer = send(grant.tokenUrl(), form(grant, refresh));
        if (answer.status() == 429 || answer.status() >= 500) {
            throw new TokenProblem(Kind.OAUTH_UNREACHABLE);
        }
        var said = read(answer.text());
        var error = said.path("error").asString("");
        if (!answer.isGood() || !error.isEmpty()) {
            throw new TokenProblem(
                    GRANT_AT_FAULT.contains(error)
                            ? Kind.OAUTH_GRANT_REFUSED
                            : CLIENT_AT_FAULT.contains(error) ? Kind.OAUTH_CLIENT_REFUSED : Kind.OAUTH_ANSWER);
        }
        var access = said.path("access_token").asString("");
        // it goes into one line of the mail server's protocol
        if (!access.matches("[\\x21-\\x7e]+")) {
            throw new TokenProblem(Kind.OAUTH_ANSWER);
        }
        var seconds = said.path("expires_in").asLong(UNKNOWN_LIFE.toSeconds());
        return new Tokens(
                access,
                Duration.ofSeconds(Math.clamp(seconds, 0, Duration.ofDays(1).toSeconds())),
                said.path("refresh_token").asString(""));
    }

    private Call.Answer send(URI address, String form) {
        try {
            return call.send(
                    "POST",
                    address,
                    Map.of("Content-Type", "application/x-www-form-urlencoded", "Accept", "application/json"),
                    form);
        } catch (FetchFailure failure) {
            throw new TokenProblem(
                    failure.reason() == FetchFailure.Reason.FORBIDDEN_ADDRESS
                            ? Kind.OAUTH_ADDRESS
                            : Kind.OAUTH_UNREACHABLE);
        } catch (IOException _) {
            throw new TokenProblem(Kind.OAUTH_UNREACHABLE);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new TokenProblem(Kind.OAUTH_UNREACHABLE);
        }
    }

    private static String form(OAuthGrant grant, String refresh) {
        var fields = new LinkedHashMap<String, String>();
        if (refresh.isEmpty()) {
            fields.put("grant_type", "client_credentials");
        } else {
            fields.put("grant_type", "refresh_token");
            fields.put("refresh_token", refresh);
        }
        fields.put("client_id", grant.client());
        fields.put("client_secret", grant.clientSecret());
        fields.put("scope", grant.scope());
        return fields.entrySet().stream()
                .filter(field -> !field.getValue().isEmpty())
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static JsonNode read(String text) {
        try {
            return JsonMapper.shared().readTree(text);
        } catch (JacksonException _) {
            throw new TokenProblem(Kind.OAUTH_ANSWER);
        }
    }
}
