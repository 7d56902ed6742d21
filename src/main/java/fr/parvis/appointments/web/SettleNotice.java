package fr.parvis.appointments.web;

import fr.parvis.appointments.moves.ToSettle;
import fr.parvis.directory.Site;
import org.springframework.stereotype.Component;

/** How many appointments wait for somebody to settle them, on the pages that people have before their eyes. */
@Component("settleNotice")
class SettleNotice {
    /** @param own whoever looks may settle them */
    public record Left(int all, int calls, boolean own) {}

    private final ToSettle left;
    private final OwnSites sites;

    SettleNotice(ToSettle left, OwnSites sites) {
        this.left = left;
        this.sites = sites;
    }

    public Left of(Site site) {
        var count = left.count(site);
        return new Left(
                count.all(),
                count.calls(),
                count.all() > 0 && sites.all().stream().anyMatch(one -> one.id().equals(site.id())));
    }
}
