package fr.parvis.relations.franceconnect;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import fr.parvis.platform.fetch.Call;
import fr.parvis.platform.fetch.FetchFailure;
import fr.parvis.platform.fetch.Reach;
import fr.parvis.relations.franceconnect.FranceConnectFailure.Reason;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks FranceConnect who somebody is, and believes the answer only when it is signed, fresh, and meant for this question. What it says of
 * the person is compared and forgotten: no account and no sheet is made of it.
 */
@Component
@EnableConfigurationProperties(FranceConnectSettings.class)
public class FranceConnect {
    private static final int MOST_BYTES = 200_000;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration KNOWN_FOR = Duration.ofHours(1);
    private static final int RANDOM_BYTES = 32;
    private static final String SCOPES = "openid given_name family_name birthdate email";
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final FranceConnectSettings settings;
    private final PersonHash hash;
    private final JsonMapper json;
    private final Clock clock;
    private final Call call = new Call(MOST_BYTES, PATIENCE, Reach::of);
    private volatile @Nullable Provider known;

    FranceConnect(FranceConnectSettings settings, PersonHash hash, JsonMapper json, Clock clock) {
        this.settings = settings;
        this.hash = hash;
        this.json = json;
        this.clock = clock;
    }

    public boolean isThere() {
        return settings.areSet();
    }

    /** @param backTo our own address for the answer, which FranceConnect knows */
    public Asking ask(String backTo, @Nullable String reference, @Nullable UUID tie) {
        return new Asking(random(), random(), random(), backTo, reference, tie, clock.instant());
    }

    /** Where the person goes. */
    public URI way(Asking asking) throws FranceConnectFailure {
        var provider = provider();
        var said = new LinkedHashMap<String, String>();
        said.put("response_type", "code");
        said.put("client_id", settings.franceconnectClientId());
        said.put("redirect_uri", asking.backTo());
        said.put("scope", SCOPES);
        said.put("acr_values", "eidas1");
        said.put("state", asking.state());
        said.put("nonce", asking.nonce());
        said.put("prompt", "login");
        if (provider.pkce()) {
            said.put("code_challenge", challenge(asking.verifier()));
            said.put("code_challenge_method", "S256");
        }
        return with(provider.authorization(), said);
    }

    /** Asked with the state that came back, and with the code or the error that came with it. */
    public Identified answered(@Nullable Asking asking, String state, String code, String error)
            throws FranceConnectFailure {
        if (asking == null || asking.isOver(clock.instant()) || !same(asking.state(), state)) {
            throw new FranceConnectFailure(Reason.LOST, "no such question");
        }
        if (!error.isEmpty() || code.isEmpty()) {
            throw new FranceConnectFailure(Reason.REFUSED, "refused");
        }
        var provider = provider();
        var answer = json(exchanged(provider, asking, code));
        var token = answer.path("id_token").asString("");
        var tokens = new IdTokens(keys(provider), settings.franceconnectIssuer(), settings.franceconnectClientId());
        var identity = tokens.identity(token, asking.nonce());
        if (!IdTokens.levels().contains(String.valueOf(identity.getClaim("acr")))) {
            throw new FranceConnectFailure(Reason.WRONG, "not of the level that was asked for");
        }
        var mail = mail(provider, tokens, identity, answer.path("access_token").asString(""));
        return new Identified(hash.of("person", identity.getSubject()), mail, token, clock.instant());
    }

    private String exchanged(Provider provider, Asking asking, String code) throws FranceConnectFailure {
        var form = new LinkedHashMap<String, String>();
        form.put("grant_type", "authorization_code");
        form.put("code", code);
        form.put("redirect_uri", asking.backTo());
        form.put("client_id", settings.franceconnectClientId());
        if (provider.pkce()) {
            form.put("code_verifier", asking.verifier());
        }
        var headers = new LinkedHashMap<String, String>();
        headers.put("Content-Type", "application/x-www-form-urlencoded");
        headers.put("Accept", "application/json");
        if (provider.basic()) {
            var both = encoded(settings.franceconnectClientId()) + ":" + encoded(settings.franceconnectClientSecret());
            headers.put(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8)));
        } else {
            form.put("client_secret", settings.franceconnectClientSecret());
        }
        return said("POST", provider.token(), headers, query(form));
    }

    /** The keyed hash of the address, when FranceConnect says that it is verified. */
    private String mail(Provider provider, IdTokens tokens, JWTClaimsSet identity, String access)
            throws FranceConnectFailure {
        var said = said(
                        "GET",
                        provider.person(),
                        Map.of("Authorization", "Bearer " + access, "Accept", "application/jwt, application/json"),
                        null)
                .strip();
        var person = said.startsWith("{")
                ? json.convertValue(json(said), Map.class)
                : tokens.person(said).getClaims();
        if (!identity.getSubject().equals(person.get("sub"))) {
            throw new FranceConnectFailure(Reason.WRONG, "said of somebody else");
        }
        var verified = "true".equals(String.valueOf(person.get("email_verified")));
        return verified && person.get("email") instanceof String email ? mailHash(email) : "";
    }

    /** To compare an address with what {@link Identified#mail} holds. */
    String mailHash(String email) {
        return hash.of("mail", email.strip().toLowerCase(Locale.ROOT));
    }

    /** Where the session there ends; empty when it has no place for that, or does not answer. */
    public Optional<URI> wayOut(Identified identified, String backTo) {
        try {
            return provider()
                    .leaving()
                    .map(address -> with(
                            address,
                            Map.of(
                                    "id_token_hint",
                                    identified.token(),
                                    "post_logout_redirect_uri",
                                    backTo,
                                    "state",
                                    random())));
        } catch (FranceConnectFailure _) {
            return Optional.empty();
        }
    }

    private Provider provider() throws FranceConnectFailure {
        var now = clock.instant();
        var last = known;
        if (last != null && last.read().plus(KNOWN_FOR).isAfter(now)) {
            return last;
        }
        var issuer = settings.franceconnectIssuer();
        var address = URI.create(issuer.replaceFirst("/$", "") + "/.well-known/openid-configuration");
        var read = Provider.of(json(said("GET", address, Map.of(), null)), issuer, now);
        known = read;
        return read;
    }

    private JWKSet keys(Provider provider) throws FranceConnectFailure {
        try {
            return JWKSet.parse(said("GET", provider.keys(), Map.of(), null));
        } catch (ParseException failure) {
            throw new FranceConnectFailure(Reason.WRONG, "keys that cannot be read");
        }
    }

    private JsonNode json(String text) throws FranceConnectFailure {
        try {
            return json.readTree(text);
        } catch (JacksonException failure) {
            throw new FranceConnectFailure(Reason.WRONG, "no JSON");
        }
    }

    private String said(String method, URI address, Map<String, String> headers, @Nullable String body)
            throws FranceConnectFailure {
        try {
            var answer = call.send(method, address, headers, body);
            if (answer.isGood()) {
                return answer.text();
            }
            throw new FranceConnectFailure(
                    answer.status() / 100 == 4 ? Reason.WRONG : Reason.AWAY, "answered " + answer.status());
        } catch (FetchFailure | IOException failure) {
            throw new FranceConnectFailure(Reason.AWAY, String.valueOf(failure.getMessage()));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new FranceConnectFailure(Reason.AWAY, "interrupted");
        }
    }

    private static URI with(URI address, Map<String, String> said) {
        return URI.create(address + (address.getRawQuery() == null ? "?" : "&") + query(said));
    }

    private static String query(Map<String, String> said) {
        return said.entrySet().stream()
                .map(one -> one.getKey() + "=" + encoded(one.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String random() {
        var bytes = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(bytes);
        return BASE64.encodeToString(bytes);
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private static String challenge(String verifier) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return BASE64.encodeToString(digest);
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
