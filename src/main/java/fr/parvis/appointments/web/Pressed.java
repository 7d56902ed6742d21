package fr.parvis.appointments.web;

import fr.parvis.identity.Caller;
import fr.parvis.platform.Idempotency;
import fr.parvis.platform.Sha256;
import fr.parvis.platform.web.ProblemException;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Buttons that are pressed twice, and pages that two people have open. */
@Component
class Pressed {
    private static final int LENGTH = 24;

    private final Idempotency idempotency;
    private final TransactionTemplate transactions;

    Pressed(Idempotency idempotency, TransactionTemplate transactions) {
        this.idempotency = idempotency;
        this.transactions = transactions;
    }

    /**
     * One transaction. The same form with the same words is done once and answers the same, unless what it made is gone meanwhile.
     *
     * @param nonce of the form; sent again from further back with other words, it is another wish
     */
    UUID once(@Nullable String nonce, Object typed, Predicate<UUID> isThere, Supplier<UUID> change) {
        var wish = seen(typed);
        var key = nonce == null || nonce.isBlank() ? null : seen(nonce) + wish;
        var scope = "appointments-pages:" + Caller.current().orElseThrow().id();
        return Objects.requireNonNull(transactions.execute(_ -> {
            var made = UUID.fromString(Objects.requireNonNull(idempotency
                    .once(scope, key, wish, () -> ResponseEntity.ok(change.get().toString()))
                    .getBody()));
            return isThere.test(made) ? made : change.get();
        }));
    }

    /** One transaction, for what several people may have open. */
    void alone(Runnable change) {
        transactions.executeWithoutResult(_ -> change.run());
    }

    /** Tells whether somebody else has changed what a form was filled with. */
    static String seen(Object shown) {
        return Sha256.of(shown.toString()).substring(0, LENGTH);
    }

    static void check(String seen, Object now) {
        if (!seen.equals(seen(now))) {
            throw new ProblemException(HttpStatus.CONFLICT, "appointments", "changed-meanwhile", "", Map.of());
        }
    }

    /** A refusal of the whole act as one of the field that it is about, so that the form is shown again. */
    static ProblemException at(String field, ProblemException refusal) {
        if (refusal.field() != null || refusal.getStatusCode().value() == HttpStatus.NOT_FOUND.value()) {
            return refusal;
        }
        var parts = refusal.key().split("\\.", 3);
        var facts = refusal.getBody().getProperties();
        var arguments = refusal.getDetailMessageArguments();
        return new ProblemException(
                HttpStatus.valueOf(refusal.getStatusCode().value()),
                parts[1],
                parts[2],
                field,
                facts == null ? Map.of() : facts,
                arguments == null ? new Object[0] : arguments);
    }
}
