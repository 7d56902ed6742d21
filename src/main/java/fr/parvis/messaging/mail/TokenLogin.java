package fr.parvis.messaging.mail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.Provider;
import java.security.Security;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.sasl.SaslClient;
import javax.security.sasl.SaslClientFactory;
import javax.security.sasl.SaslException;
import org.jspecify.annotations.Nullable;

/**
 * How mail servers are shown an access token: by OAUTHBEARER (RFC 7628) where they offer it, by XOAUTH2 elsewhere. The mail library has the second
 * alone, and asks Java for the first.
 */
public final class TokenLogin {
    private static final String BEARER = "OAUTHBEARER";

    private TokenLogin() {}

    public static void use(Properties settings, String protocol) {
        // once: a provider whose name is known is not added again
        Security.addProvider(new Bearer());
        var prefix = "mail." + protocol + ".";
        settings.setProperty(prefix + "sasl.enable", "true");
        settings.setProperty(prefix + "sasl.mechanisms", BEARER);
        settings.setProperty(prefix + "auth.mechanisms", "XOAUTH2");
    }

    private static final class Bearer extends Provider {
        Bearer() {
            super("ParvisBearer", "1", BEARER);
            putService(new Service(this, "SaslClientFactory", BEARER, Factory.class.getName(), List.of(), Map.of()) {
                @Override
                public Object newInstance(@Nullable Object given) {
                    return new Factory();
                }
            });
        }
    }

    private static final class Factory implements SaslClientFactory {
        @Override
        public @Nullable SaslClient createSaslClient(
                String[] mechanisms,
                @Nullable String authorizationId,
                String protocol,
                String server,
                @Nullable Map<String, ?> properties,
                CallbackHandler asks)
                throws SaslException {
            return Arrays.asList(mechanisms).contains(BEARER) ? new Client(asks) : null;
        }

        @Override
        public String[] getMechanismNames(@Nullable Map<String, ?> properties) {
            return new String[] {BEARER};
        }
    }

    private static final class Client implements SaslClient {
        private static final byte[] UNDERSTOOD = {1};

        private final byte[] response;
        private boolean sent;
        private boolean refused;

        Client(CallbackHandler asks) throws SaslException {
            var name = new NameCallback("user");
            var token = new PasswordCallback("token", false);
            try {
                asks.handle(new Callback[] {name, token});
            } catch (IOException | UnsupportedCallbackException failure) {
                throw new SaslException("no user or no token", failure);
            }
            // RFC 5801, 4: what separates is written otherwise
            var user = Objects.requireNonNullElse(name.getName(), "")
                    .replace("=", "=3D")
                    .replace(",", "=2C");
            var secret = Objects.requireNonNullElse(token.getPassword(), new char[0]);
            response = ("n,a=" + user + ",\u0001auth=Bearer " + new String(secret) + "\u0001\u0001")
                    .getBytes(StandardCharsets.UTF_8);
            token.clearPassword();
        }

        /** Why it was refused comes as a challenge; the server ends after the answer (3.2.3). */
        @Override
        public byte[] evaluateChallenge(byte[] challenge) {
            if (!sent) {
                sent = true;
                return response;
            }
            refused = true;
            return UNDERSTOOD;
        }

        @Override
        public String getMechanismName() {
            return BEARER;
        }

        @Override
        public boolean hasInitialResponse() {
            return true;
        }

        @Override
        public boolean isComplete() {
            return refused;
        }

        @Override
        public byte[] unwrap(byte[] incoming, int offset, int length) {
            throw new IllegalStateException("no security layer");
        }

        @Override
        public byte[] wrap(byte[] outgoing, int offset, int length) {
            throw new IllegalStateException("no security layer");
        }

        @Override
        public @Nullable Object getNegotiatedProperty(String name) {
            return null;
        }

        @Override
        public void dispose() {
            Arrays.fill(response, (byte) 0);
        }
    }
}
