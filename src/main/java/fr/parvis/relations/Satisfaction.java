package fr.parvis.relations;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What became of asking whether an answer satisfied. Kept elsewhere; whoever keeps it says it here. */
public interface Satisfaction {
    /** Where the person says so; empty when nothing is asked, or said already. */
    Optional<String> page(Request request);

    /** From 1 to 5, of the requests about which something was said. */
    Map<UUID, Integer> scores(Collection<UUID> requests);
}
