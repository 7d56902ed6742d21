package fr.parvis.platform.rights;

import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * A module that keeps personal data of usagers, or of the staff, and answers for them. Whatever table holds any is named here: a test compares
 * with the tables that there are. Those who write messages about an erasure come after those who cause them ({@code @Order}).
 */
public interface PersonalDataHolder {
    /** Holders of the outbox, and of what names people by the way, come last. */
    int LAST = 1000;

    List<DataKind> kinds();

    /** "schema.table" of all that this one finds and erases. What hangs on one of them by a cascade is named where it hangs. */
    Set<String> tables();

    /** What may be theirs: whatever has one of the ids, owners, references or reaches. */
    default List<Trace> traces(Person person) {
        return List.of();
    }

    /** Of all that is kept of anybody, for whoever looks for what should be gone. */
    default List<UUID> ids() {
        return List.of();
    }

    default List<Unfinished> unfinished(Person person) {
        return List.of();
    }

    /** Whether somebody else than the caller must act for this person: theirs is a complaint about the caller, for one. */
    default boolean isForSomebodyElse(Person person) {
        return false;
    }

    /** Everything that is theirs. */
    default List<Held> find(Person person) {
        return List.of();
    }

    /**
     * In the transaction of the whole act. Figures must count the same afterwards.
     *
     * @return how many of each kind were erased
     */
    default Map<String, Integer> erase(Person person) {
        return Map.of();
    }

    /** How many {@link #clear} would take at that moment. Asked only of kinds with a term. */
    int due(String kind, Instant at, Period kept);

    /** What has been kept for its time is erased. */
    int clear(String kind, Instant at, Period kept);
}
