package fr.parvis.relations.inbox;

import fr.parvis.relations.Channel;
import fr.parvis.relations.Request;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What of a view is shown.
 *
 * @param language ISO 639-1
 * @param page from 0
 */
public record InboxFilter(
        InboxView view,
        @Nullable Channel channel,
        Request.@Nullable Kind kind,
        @Nullable String language,
        @Nullable UUID site,
        int page) {
    public static InboxFilter of(InboxView view) {
        return new InboxFilter(view, null, null, null, null, 0);
    }
}
