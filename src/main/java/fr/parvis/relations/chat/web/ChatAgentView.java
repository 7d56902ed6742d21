package fr.parvis.relations.chat.web;

import fr.parvis.directory.Directory;
import fr.parvis.identity.Caller;
import fr.parvis.platform.web.Choice;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.relations.Request;
import fr.parvis.relations.RequestType;
import fr.parvis.relations.RequestTypes;
import fr.parvis.relations.Requests;
import fr.parvis.relations.chat.Chat;
import fr.parvis.relations.chat.ChatLists;
import fr.parvis.relations.chat.ChatWork;
import fr.parvis.relations.chat.Chats;
import fr.parvis.relations.inbox.Macros;
import fr.parvis.relations.inbox.Teams;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** What the page of an agent's chats shows. */
@Component
class ChatAgentView {
    /**
     * @param waited minutes
     * @param where the place, with its service
     */
    record Line(ChatLists.Row row, long waited, String where) {}

    private final ChatLists lists;
    private final ChatWork work;
    private final ChatWords words;
    private final Requests requests;
    private final RequestTypes types;
    private final Macros macros;
    private final Teams teams;
    private final Directory directory;
    private final Clock clock;

    ChatAgentView(
            ChatLists lists,
            ChatWork work,
            ChatWords words,
            Requests requests,
            RequestTypes types,
            Macros macros,
            Teams teams,
            Directory directory,
            Clock clock) {
        this.lists = lists;
        this.work = work;
        this.words = words;
        this.requests = requests;
        this.types = types;
        this.macros = macros;
        this.teams = teams;
        this.directory = directory;
        this.clock = clock;
    }

    UUID organisation() {
        return directory.organisation().id();
    }

    String revision() {
        return lists.revision();
    }

    void list(@Nullable UUID here, Model model, Locale locale) {
        var lines = lists.rows().stream().map(this::line).toList();
        model.addAttribute("here", here);
        model.addAttribute(
                "mine", lines.stream().filter(one -> one.row().mine()).toList());
        model.addAttribute(
                "waiting", lines.stream().filter(one -> !one.row().mine()).toList());
        model.addAttribute("taking", work.isTaking());
        model.addAttribute(
                "unread",
                lines.stream()
                        .filter(one -> one.row().mine())
                        .mapToInt(one -> one.row().unread())
                        .sum());
    }

    private Line line(ChatLists.Row row) {
        var service = row.service() == null
                ? ""
                : " – " + directory.service(row.service()).shownName();
        return new Line(
                row,
                Math.max(0, Duration.between(row.since(), clock.instant()).toMinutes()),
                directory.site(row.site()).name() + service);
    }

    /** What has come is read by that. */
    void pane(Chat chat, int after, Model model, Locale locale) {
        var request = requests.find(chat.request())
                .orElseThrow(() -> new ProblemException(
                        org.springframework.http.HttpStatus.NOT_FOUND, "relations", "chat-unknown"));
        var caller = Caller.current().orElseThrow();
        var mine = caller.id().equals(chat.agent());
        if (mine) {
            work.seen(chat);
        }
        model.addAttribute("chat", chat);
        model.addAttribute("one", request);
        model.addAttribute("isMine", mine);
        model.addAttribute("lines", words.toAgent(work.lines(chat, after), locale));
        model.addAttribute("writing", work.isPersonWriting(chat));
        model.addAttribute("there", chat.isEnded() || work.isPersonThere(chat));
        model.addAttribute("message", Chats.newKey());
        if (!mine) {
            return;
        }
        model.addAttribute("earlier", lists.earlier(chat.request()));
        model.addAttribute("macros", macros.filled(request));
        model.addAttribute("owners", owners(chat, locale));
        model.addAttribute("types", types(request, locale));
        model.addAttribute("me", caller.name());
        model.addAttribute("promised", requests.due(Request.Kind.QUESTION));
    }

    private List<Choice> owners(Chat chat, Locale locale) {
        var owners = new ArrayList<Choice>();
        var site = chat.site();
        if (site != null) {
            work.takers(site).forEach(one -> owners.add(Choice.of("account:" + one.account(), one.name())));
        }
        teams.all().stream()
                .filter(team -> team.site() == null || team.site().equals(site))
                .forEach(team ->
                        owners.add(Choice.of("team:" + team.id(), words.text("chats.give.team", locale, team.name()))));
        owners.add(Choice.of("line", words.text("chats.give.line", locale)));
        return owners;
    }

    private List<Choice> types(Request request, Locale locale) {
        var said = request.said();
        var choices = new ArrayList<Choice>();
        choices.add(Choice.of("", words.text("chats.type.question", locale)));
        types.all().stream()
                .filter(RequestType::active)
                .forEach(type -> choices.add(Choice.of(
                        type.slug(), type.name(), said != null && type.name().equals(said.subject()))));
        return choices;
    }

    @Nullable
    RequestType type(String slug) {
        return slug.isEmpty()
                ? null
                : types.find(slug).orElseThrow(() -> ProblemException.field("type", "relations", "unknown-type", slug));
    }

    String team(UUID id) {
        return teams.find(id)
                .map(Teams.Team::name)
                .orElseThrow(() -> ProblemException.field("to-whom", "relations", "owner-unknown"));
    }

    /** Everything that the pane shows, in short. */
    String pulse(UUID id) {
        var chat = work.now(id);
        return String.join(
                " ",
                Integer.toString(chat.lines()),
                chat.state().name(),
                String.valueOf(chat.agent()),
                Boolean.toString(work.isPersonWriting(chat)),
                Boolean.toString(work.isPersonThere(chat)));
    }
}
