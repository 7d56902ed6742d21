package fr.parvis.relations.calls.web;

import fr.parvis.relations.FollowUp;
import fr.parvis.relations.Interaction;
import fr.parvis.relations.Request;
import fr.parvis.relations.Requests;
import fr.parvis.relations.usager.Timeline;
import fr.parvis.relations.usager.Usager;
import fr.parvis.relations.usager.Usagers;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** What an agent must know of somebody in five seconds: what is open with them, and the last words. */
@Component
class CallStory {
    record Fact(Timeline.Entry entry, String when) {}

    record Said(boolean theirs, String by, String when, String words) {}

    private static final int OPEN = 4;
    private static final int LAST_WORDS = 3;

    private final Requests requests;
    private final FollowUp followUp;
    private final Usagers usagers;
    private final Timeline timeline;
    private final CallWords words;

    CallStory(Requests requests, FollowUp followUp, Usagers usagers, Timeline timeline, CallWords words) {
        this.requests = requests;
        this.followUp = followUp;
        this.usagers = usagers;
        this.timeline = timeline;
        this.words = words;
    }

    void fill(Request request, Model model, Locale locale) {
        var concerned = followUp.concerned(request).orElse(null);
        model.addAttribute("concerned", concerned);
        model.addAttribute("lastWords", said(concerned == null ? request : concerned, locale));
        var id = request.usager();
        var usager = id == null ? null : usagers.find(id).orElse(null);
        model.addAttribute("usager", usager);
        model.addAttribute("facts", usager == null ? List.of() : now(usager, locale));
    }

    List<Fact> now(Usager usager, Locale locale) {
        return Timeline.now(timeline.of(usager, locale), OPEN).stream()
                .map(entry -> new Fact(entry, words.moment(entry.at(), locale)))
                .toList();
    }

    private List<Said> said(Request request, Locale locale) {
        var all = requests.interactions(request).stream()
                .filter(one -> one.words() != null && !one.words().isEmpty())
                .toList();
        return all.subList(Math.max(0, all.size() - LAST_WORDS), all.size()).stream()
                .map(one -> new Said(
                        one.direction() == Interaction.Direction.IN,
                        one.by(),
                        words.moment(one.at(), locale),
                        Objects.requireNonNullElse(one.words(), "")))
                .toList();
    }
}
