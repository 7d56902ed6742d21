package fr.parvis.relations.franceconnect;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.text.ParseException;
import java.util.List;
import java.util.Set;

/** Believes what is signed with a key of FranceConnect, is for this client, and is not over. */
final class IdTokens {
    /** No algorithm whose key the client has too. */
    private static final Set<JWSAlgorithm> SIGNED_BY =
            Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256, JWSAlgorithm.PS256);

    private final JWKSet keys;
    private final String issuer;
    private final String client;

    IdTokens(JWKSet keys, String issuer, String client) {
        this.keys = keys;
        this.issuer = issuer;
        this.client = client;
    }

    /** Who it is, as answer to the question with this nonce. */
    JWTClaimsSet identity(String token, String nonce) throws FranceConnectFailure {
        var wanted =
                new JWTClaimsSet.Builder().issuer(issuer).claim("nonce", nonce).build();
        var claims = read(token, wanted, Set.of("sub", "exp", "iat"));
        var party = claims.getClaim("azp");
        if (claims.getAudience().size() > 1 && !client.equals(party) || party != null && !client.equals(party)) {
            throw wrong("for another client");
        }
        return claims;
    }

    /** What is said of them. */
    JWTClaimsSet person(String token) throws FranceConnectFailure {
        return read(token, new JWTClaimsSet.Builder().issuer(issuer).build(), Set.of("sub"));
    }

    private JWTClaimsSet read(String token, JWTClaimsSet wanted, Set<String> needed) throws FranceConnectFailure {
        var processor = new DefaultJWTProcessor<SecurityContext>();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(SIGNED_BY, new ImmutableJWKSet<>(keys)));
        processor.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(client, wanted, needed));
        try {
            return processor.process(token, null);
        } catch (ParseException | BadJOSEException | JOSEException failure) {
            throw wrong(String.valueOf(failure.getMessage()));
        }
    }

    private static FranceConnectFailure wrong(String detail) {
        return new FranceConnectFailure(FranceConnectFailure.Reason.WRONG, detail);
    }

    static List<String> levels() {
        return List.of("eidas1", "eidas2", "eidas3");
    }
}
