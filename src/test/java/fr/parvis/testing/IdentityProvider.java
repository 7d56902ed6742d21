package fr.parvis.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import tools.jackson.databind.json.JsonMapper;

/**
 * An OpenID provider on this machine that keeps the rules of FranceConnect: PKCE, a secret in the form, codes that are good for once. One
 * for all tests of a process, since the application knows its address from the start; a test makes it lie.
 */
public final class IdentityProvider {
    public static final String CLIENT = "parvis-essai";
    public static final String SECRET = "secret-d-essai";
    private static final IdentityProvider ONE = new IdentityProvider();
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    /** @param verified what is said of the address; null for nothing */
    public record Person(
            String sub,
            String email,
            @org.jspecify.annotations.Nullable Boolean verified) {}

    private record Granted(Map<String, String> asked, Person person) {}

    private final HttpServer server;
    private final KeyPair keys = drawn();
    private final Map<String, Granted> codes = new ConcurrentHashMap<>();
    private final Map<String, Person> access = new ConcurrentHashMap<>();
    private final List<String> ended = new ArrayList<>();
    private volatile UnaryOperator<Map<String, Object>> claims = UnaryOperator.identity();
    private volatile UnaryOperator<Map<String, Object>> person = UnaryOperator.identity();
    private volatile KeyPair signer = keys;
    private volatile String algorithm = "RS256";
    private volatile boolean signedPerson = true;
    private volatile boolean down;
    private volatile @org.jspecify.annotations.Nullable Person browserOf;

    private IdentityProvider() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("localhost"), 0), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    public static IdentityProvider shared() {
        return ONE;
    }

    public void honest() {
        claims = UnaryOperator.identity();
        person = UnaryOperator.identity();
        signer = keys;
        algorithm = "RS256";
        signedPerson = true;
        down = false;
        browserOf = null;
    }

    /** Whoever comes here in a real browser is this person, and goes back at once. */
    public void browserIsOf(Person who) {
        browserOf = who;
    }

    public String issuer() {
        return "http://localhost:" + server.getAddress().getPort() + "/api/v2";
    }

    /** What the identity token says, changed. */
    public void tells(String claim, @org.jspecify.annotations.Nullable Object value) {
        claims = all -> with(all, claim, value);
    }

    /** What is said of the person, changed. */
    public void saysOfPerson(String claim, Object value) {
        person = all -> with(all, claim, value);
    }

    private static Map<String, Object> with(
            Map<String, Object> all, String claim, @org.jspecify.annotations.Nullable Object value) {
        var changed = new LinkedHashMap<>(all);
        if (value == null) {
            changed.remove(claim);
        } else {
            changed.put(claim, value);
        }
        return changed;
    }

    public void signsWithAnotherKey() {
        signer = drawn();
    }

    public void signsNothing() {
        algorithm = "none";
    }

    public void saysPersonInJson() {
        signedPerson = false;
    }

    public void isDown() {
        down = true;
    }

    /** Somebody who was led here proves who they are. @return where they are led back to */
    public URI enters(URI ledHere, Person who) {
        var asked = form(ledHere.getRawQuery());
        check(ledHere.toString().startsWith(issuer() + "/authorize?"), ledHere.toString());
        check(asked.get("client_id").equals(CLIENT), "client");
        check(asked.get("response_type").equals("code"), "response_type");
        check(asked.get("acr_values").equals("eidas1"), "acr_values");
        check(asked.get("scope").equals("openid given_name family_name birthdate email"), "scope");
        check(asked.get("state").length() >= 32 && asked.get("nonce").length() >= 32, "state and nonce");
        check(asked.get("code_challenge_method").equals("S256"), "pkce");
        var code = UUID.randomUUID().toString();
        codes.put(code, new Granted(asked, who));
        return URI.create(asked.get("redirect_uri") + "?code=" + code + "&state=" + asked.get("state"));
    }

    /** Somebody who was led here goes back without. */
    public static URI refuses(URI ledHere) {
        var asked = form(ledHere.getRawQuery());
        return URI.create(asked.get("redirect_uri") + "?error=access_denied&state=" + asked.get("state"));
    }

    public List<String> ended() {
        return List.copyOf(ended);
    }

    /** Somebody's browser comes to end the session here. */
    public void leaves(URI ledHere) {
        check(ledHere.toString().startsWith(issuer() + "/session/end?"), ledHere.toString());
        ended.add(form(ledHere.getRawQuery()).get("id_token_hint"));
    }

    private static void check(boolean good, String what) {
        if (!good) {
            throw new AssertionError(what);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            if (down) {
                exchange.sendResponseHeaders(503, -1);
                return;
            }
            var led = URI.create("http://localhost:" + server.getAddress().getPort() + exchange.getRequestURI());
            var who = browserOf;
            if (who != null && path.endsWith("/authorize")) {
                exchange.getResponseHeaders().set("Location", enters(led, who).toString());
                exchange.sendResponseHeaders(302, -1);
                return;
            }
            if (path.endsWith("/session/end")) {
                leaves(led);
                exchange.sendResponseHeaders(200, -1);
                return;
            }
            var said = switch (path.substring("/api/v2".length())) {
                case "/.well-known/openid-configuration" -> json(discovery());
                case "/jwks" -> json(Map.of("keys", List.of(jwk())));
                case "/token" -> token(form(body));
                case "/userinfo" -> person(exchange.getRequestHeaders().getFirst("Authorization"));
                default -> "";
            };
            var bytes = said.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(said.isEmpty() ? 400 : 200, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private Map<String, Object> discovery() {
        return Map.of(
                "issuer",
                issuer(),
                "authorization_endpoint",
                issuer() + "/authorize",
                "token_endpoint",
                issuer() + "/token",
                "userinfo_endpoint",
                issuer() + "/userinfo",
                "jwks_uri",
                issuer() + "/jwks",
                "end_session_endpoint",
                issuer() + "/session/end",
                "code_challenge_methods_supported",
                List.of("S256"),
                "token_endpoint_auth_methods_supported",
                List.of("client_secret_post"));
    }

    private Map<String, Object> jwk() {
        var key = (RSAPublicKey) keys.getPublic();
        return Map.of(
                "kty",
                "RSA",
                "use",
                "sig",
                "kid",
                "un",
                "alg",
                "RS256",
                "n",
                number(key.getModulus()),
                "e",
                number(key.getPublicExponent()));
    }

    private static String number(BigInteger number) {
        var bytes = number.toByteArray();
        return BASE64.encodeToString(bytes[0] == 0 ? java.util.Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
    }

    private String token(Map<String, String> form) {
        var granted = codes.remove(form.getOrDefault("code", ""));
        if (granted == null
                || !CLIENT.equals(form.get("client_id"))
                || !SECRET.equals(form.get("client_secret"))
                || !granted.asked().get("redirect_uri").equals(form.get("redirect_uri"))
                || !granted.asked().get("code_challenge").equals(hashed(form.getOrDefault("code_verifier", "")))) {
            return "";
        }
        var now = System.currentTimeMillis() / 1000;
        var all = new HashMap<String, Object>();
        all.put("iss", issuer());
        all.put("aud", CLIENT);
        all.put("sub", granted.person().sub());
        all.put("nonce", granted.asked().get("nonce"));
        all.put("acr", "eidas1");
        all.put("iat", now);
        all.put("exp", now + 60);
        var bearer = UUID.randomUUID().toString();
        access.put(bearer, granted.person());
        return json(Map.of(
                "access_token",
                bearer,
                "token_type",
                "Bearer",
                "expires_in",
                60,
                "id_token",
                signed(claims.apply(all))));
    }

    private String person(String authorization) {
        var who = access.remove(authorization.replace("Bearer ", ""));
        if (who == null) {
            return "";
        }
        var all = new HashMap<String, Object>();
        all.put("sub", who.sub());
        all.put("given_name", "Zoé");
        all.put("family_name", "ESSAI");
        all.put("birthdate", "1990-01-01");
        all.put("email", who.email());
        if (who.verified() != null) {
            all.put("email_verified", who.verified());
        }
        if (!signedPerson) {
            return json(person.apply(all));
        }
        all.put("iss", issuer());
        all.put("aud", CLIENT);
        return signed(person.apply(all));
    }

    private String signed(Map<String, Object> all) {
        var text = encoded(json(Map.of("alg", algorithm, "kid", "un"))) + "." + encoded(json(all));
        if (algorithm.equals("none")) {
            return text + ".";
        }
        try {
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(signer.getPrivate());
            signature.update(text.getBytes(StandardCharsets.US_ASCII));
            return text + "." + BASE64.encodeToString(signature.sign());
        } catch (GeneralSecurityException failure) {
            throw new AssertionError(failure);
        }
    }

    private static String hashed(String verifier) {
        try {
            return BASE64.encodeToString(
                    MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException failure) {
            throw new AssertionError(failure);
        }
    }

    private static KeyPair drawn() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException failure) {
            throw new AssertionError(failure);
        }
    }

    private static String encoded(String text) {
        return BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String json(Map<String, ?> all) {
        return JsonMapper.shared().writeValueAsString(all);
    }

    private static Map<String, String> form(String query) {
        var all = new HashMap<String, String>();
        for (var one : query.split("&", -1)) {
            var at = one.indexOf('=');
            if (at > 0) {
                all.put(one.substring(0, at), URLDecoder.decode(one.substring(at + 1), StandardCharsets.UTF_8));
            }
        }
        return all;
    }
}
