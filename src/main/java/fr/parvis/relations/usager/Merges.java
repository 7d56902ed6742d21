package fr.parvis.relations.usager;

import fr.parvis.directory.Directory;
import fr.parvis.platform.Ids;
import fr.parvis.platform.web.ProblemException;
import java.time.Clock;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Two sheets of one person read as one, and two again when that was wrong. A merge moves nothing: it points the other at the kept one. So whatever
 * was added meanwhile stays with the one that stood for both, and the other is to the letter what it was.
 */
@Component
@Transactional
public class Merges {
    private final UsagerTables tables;
    private final Usagers usagers;
    private final Likenesses likenesses;
    private final Directory directory;
    private final Clock clock;

    Merges(UsagerTables tables, Usagers usagers, Likenesses likenesses, Directory directory, Clock clock) {
        this.tables = tables;
        this.usagers = usagers;
        this.likenesses = likenesses;
        this.directory = directory;
        this.clock = clock;
    }

    /**
     * @return what takes it back
     * @throws ProblemException when they are one already
     */
    public UUID merge(UUID kept, UUID other, UUID by) {
        var organisation = directory.organisation().id();
        tables.waitForTurn(organisation);
        var into = usagers.current(kept).orElseThrow(Usagers::unknown);
        var from = usagers.current(other).orElseThrow(Usagers::unknown);
        if (into.equals(from)) {
            throw ProblemException.field("other", "relations", "usager-same-already");
        }
        // in one order, as whoever else takes both would
        Stream.of(into, from).sorted().forEach(tables::lock);
        var merge = Ids.next();
        tables.merge(organisation, merge, into, from, clock.instant(), by);
        usagers.note("usagers-merged", into, by);
        return merge;
    }

    /**
     * Both are known not to be one person from here.
     *
     * @return who stands for themselves again
     * @throws ProblemException when it has been taken back already
     */
    public UUID unmerge(UUID mergeId, UUID by) {
        var organisation = directory.organisation().id();
        tables.waitForTurn(organisation);
        var now = clock.instant();
        var apart = tables.unmerge(organisation, mergeId, now, by)
                .orElseThrow(() -> ProblemException.field("other", "relations", "usager-apart-already"));
        likenesses.refuse(organisation, tables.keptBy(mergeId), apart, now, by);
        usagers.note("usagers-unmerged", apart, by);
        return apart;
    }

    /** Somebody knows that they are two people. */
    public void tellApart(UUID one, UUID other, UUID by) {
        var organisation = directory.organisation().id();
        var first = usagers.current(one).orElseThrow(Usagers::unknown);
        var second = usagers.current(other).orElseThrow(Usagers::unknown);
        if (!first.equals(second)) {
            likenesses.refuse(organisation, first, second, clock.instant(), by);
            usagers.note("usagers-told-apart", first, by);
        }
    }
}
