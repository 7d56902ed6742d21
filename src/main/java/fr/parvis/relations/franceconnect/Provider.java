package fr.parvis.relations.franceconnect;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What FranceConnect says of itself (OpenID Connect Discovery).
 *
 * @param leaving where a session there ends; null when it does not say
 * @param pkce whether it takes a challenge (RFC 7636)
 * @param basic whether the secret goes into a header instead of the form
 */
record Provider(
        URI authorization,
        URI token,
        URI person,
        URI keys,
        Optional<URI> leaving,
        boolean pkce,
        boolean basic,
        Instant read) {
    static Provider of(JsonNode said, String issuer, Instant now) throws FranceConnectFailure {
        if (!said.path("issuer").asString("").equals(issuer)) {
            throw new FranceConnectFailure(
                    FranceConnectFailure.Reason.WRONG, "another issuer than the one that is set");
        }
        var ways = said.path("token_endpoint_auth_methods_supported");
        return new Provider(
                address(said, "authorization_endpoint", issuer),
                address(said, "token_endpoint", issuer),
                address(said, "userinfo_endpoint", issuer),
                address(said, "jwks_uri", issuer),
                said.has("end_session_endpoint")
                        ? Optional.of(address(said, "end_session_endpoint", issuer))
                        : Optional.empty(),
                has(said.path("code_challenge_methods_supported"), "S256"),
                !ways.isEmpty() && !has(ways, "client_secret_post"),
                now);
    }

    private static boolean has(JsonNode all, String one) {
        return all.valueStream().anyMatch(value -> value.asString("").equals(one));
    }

    /** What is told by https is not sent on in clear. */
    private static URI address(JsonNode said, String name, String issuer) throws FranceConnectFailure {
        try {
            var address = URI.create(said.path(name).asString(""));
            if (address.getHost() != null && ("https".equals(address.getScheme()) || !issuer.startsWith("https:"))) {
                return address;
            }
        } catch (IllegalArgumentException _) {
            // the same as none
        }
        throw new FranceConnectFailure(FranceConnectFailure.Reason.WRONG, "no usable " + name);
    }
}
