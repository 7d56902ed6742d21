package fr.parvis.hooks;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookSigningException;
import java.security.SecureRandom;
import java.util.Base64;

/** What deliveries are signed with. Its words are never those of the secret itself. */
record HookSecret(String text) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;

    static HookSecret draw() {
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new HookSecret(Webhook.SECRET_PREFIX + Base64.getEncoder().encodeToString(bytes));
    }

    /** {@code v1,…} of the Standard Webhooks specification. */
    String sign(String webhookId, long seconds, String body) {
        try {
            return new Webhook(text).sign(webhookId, seconds, body);
        } catch (WebhookSigningException failure) {
            throw new IllegalStateException("this JVM cannot sign", failure);
        }
    }

    @Override
    public String toString() {
        return "whsec_…";
    }
}
