package fr.parvis.platform.live;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * Carries "this topic changed" to every instance and re-renders what is open on it.
 *
 * <p>A topic is a word such as {@code site:<uuid>}. A view is one rendering of a topic ({@code site:…/display/fr}), rendered
 * once per change whatever the number of its subscribers.
 */
@Component
public class LiveUpdates {
    /** One server-sent event: its name and its payload (HTML or JSON, any line breaks). */
    public record Message(String event, String data) {}

    /** Tells every instance, when the current transaction commits (at once without one), that the topic changed. */
    public void changed(String topic) {
        throw new UnsupportedOperationException();
    }

    /**
     * Answers the request with an endless event stream: the state at once, then again after each change (and at least
     * every 15 s, since waits move with time); unchanged messages are not sent again.
     *
     * @param view names the rendering; subscribers of one view share it, so it must carry the locale and whatever else
     *     the rendering depends on
     */
    public void stream(HttpServletRequest request, String topic, String view, Supplier<List<Message>> render) {
        throw new UnsupportedOperationException();
    }
}
