package fr.parvis.queue;

import fr.parvis.directory.Site;
import jakarta.servlet.http.HttpServletRequest;

/**
 * The kiosks that staff has installed in a hall. The kiosk's addresses are public: what only somebody who stands in the hall may have
 * is for these.
 */
public interface OwnKiosks {
    /** Whether the browser that asks is a kiosk of this very site, and not retired. */
    boolean areAsking(Site site, HttpServletRequest request);
}
