package fr.parvis.platform;

import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Secrets that this installation makes for itself once, one for all its instances: sealed in the database, with the key outside it. */
@Component
public class KeptSecrets {
    private final Sealer sealer;
    private final StoredSettings stored;
    /** Whatever becomes of what asked for it, a secret that was used once is kept. */
    private final TransactionTemplate apart;

    private final Map<String, byte[]> opened = new ConcurrentHashMap<>();

    KeptSecrets(Sealer sealer, StoredSettings stored, PlatformTransactionManager transactions) {
        this.sealer = sealer;
        this.stored = stored;
        this.apart = new TransactionTemplate(transactions);
        apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /**
     * @param name like "messaging.vapid-key"
     * @param made the first time
     * @throws Sealer.Unopened when it was sealed with a key that this instance does not have
     */
    public byte[] of(String name, Supplier<byte[]> made) {
        return opened.computeIfAbsent(name, _ -> Objects.requireNonNull(apart.execute(_ -> find(name, made))))
                .clone();
    }

    private byte[] find(String name, Supplier<byte[]> made) {
        var kept = stored.find(name).orElseGet(() -> stored.putIfAbsent(name, sealed(made.get(), name)));
        return sealer.open(Base64.getDecoder().decode(kept), name);
    }

    private String sealed(byte[] secret, String name) {
        return Base64.getEncoder().encodeToString(sealer.seal(secret, name));
    }
}
