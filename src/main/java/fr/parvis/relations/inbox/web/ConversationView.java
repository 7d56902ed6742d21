package fr.parvis.relations.inbox.web;

import fr.parvis.identity.Caller;
import fr.parvis.platform.web.Choice;
import fr.parvis.platform.web.Language;
import fr.parvis.relations.Channel;
import fr.parvis.relations.Deliveries;
import fr.parvis.relations.Enclosures;
import fr.parvis.relations.Interaction;
import fr.parvis.relations.Reach;
import fr.parvis.relations.Request;
import fr.parvis.relations.Requests;
import fr.parvis.relations.answers.AnswerSuggestions;
import fr.parvis.relations.answers.Complained;
import fr.parvis.relations.answers.Listening;
import fr.parvis.relations.answers.ModelAnswer;
import fr.parvis.relations.answers.ModelAnswers;
import fr.parvis.relations.inbox.AssignmentRules;
import fr.parvis.relations.inbox.Colleagues;
import fr.parvis.relations.inbox.Drafts;
import fr.parvis.relations.inbox.InboxLines;
import fr.parvis.relations.inbox.InboxView;
import fr.parvis.relations.inbox.Macros;
import fr.parvis.relations.inbox.Standings;
import fr.parvis.relations.inbox.Teams;
import fr.parvis.relations.law.LegalRule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** Fills the page of a request and its living parts. */
@Component
class ConversationView {
    /**
     * @param fresh said since the agent looked
     * @param enclosed came with it
     * @param delivery what became of it; "" for what is not ours, or was not sent
     * @param stopped it did not leave, or not yet
     */
    record Message(
            Interaction one,
            String when,
            boolean fresh,
            List<Enclosures.Enclosure> enclosed,
            String delivery,
            boolean stopped) {}

    /**
     * A model answer with the words for this person.
     *
     * @param language that these words are in
     * @param foreign they are in French although the person reads another language
     * @param due somebody should read it again
     * @param because words of the message that speak for it
     */
    record Ready(Macros.Macro macro, String language, boolean foreign, boolean due, List<String> because) {}

    /** More are found on the page of the answers. */
    private static final int MOST_LISTED = 60;

    private final Requests requests;
    private final Enclosures enclosures;
    private final Deliveries deliveries;
    private final Standings standings;
    private final Drafts drafts;
    private final Macros macros;
    private final ModelAnswers answers;
    private final AnswerSuggestions suggestions;
    private final Listening listening;
    private final Reach reach;
    private final WayWords ways;
    private final ComplaintView complaint;
    private final Colleagues colleagues;
    private final Teams teams;
    private final AssignmentRules rules;
    private final InboxLines lines;
    private final InboxWords words;

    ConversationView(
            Requests requests,
            Enclosures enclosures,
            Deliveries deliveries,
            Standings standings,
            Drafts drafts,
            Macros macros,
            ModelAnswers answers,
            AnswerSuggestions suggestions,
            Listening listening,
            Reach reach,
            WayWords ways,
            ComplaintView complaint,
            Colleagues colleagues,
            Teams teams,
            AssignmentRules rules,
            InboxLines lines,
            InboxWords words) {
        this.requests = requests;
        this.enclosures = enclosures;
        this.deliveries = deliveries;
        this.standings = standings;
        this.drafts = drafts;
        this.macros = macros;
        this.answers = answers;
        this.suggestions = suggestions;
        this.listening = listening;
        this.reach = reach;
        this.ways = ways;
        this.complaint = complaint;
        this.colleagues = colleagues;
        this.teams = teams;
        this.rules = rules;
        this.lines = lines;
        this.words = words;
    }

    /** @param typed wins over what is kept */
    void page(Request request, InboxView view, Map<String, String> typed, Model model, Locale locale) {
        course(request, typed.get("seen"), model, locale);
        state(request, model, locale);
        var kept = new HashMap<>(drafts.of(request.id()));
        kept.putAll(typed);
        var next = request.next();
        kept.putIfAbsent("owner", next == null || next.owner().isEmpty() ? me().name() : next.owner());
        kept.putIfAbsent("what", next == null ? "" : next.what());
        kept.putIfAbsent("due", "");
        complaint.fill(request, kept, model, locale);
        model.addAttribute("typed", kept);
        model.addAttribute("view", view);
        model.addAttribute("beside", lines.beside(view, request.id()));
        model.addAttribute("today", words.today());
        model.addAttribute("tomorrow", words.today().plusDays(1));
        model.addAttribute("came", requests.lastWord(request));
        answers(request, model, locale);
        listen(request, model);
        model.addAttribute("alternatives", macros.alternatives());
        model.addAttribute("owners", owners(request));
        model.addAttribute("colleagues", colleagues.at(request.site()));
    }

    private void answers(Request request, Model model, Locale locale) {
        var way = reach.of(request);
        var complained = complaint.complained(request);
        model.addAttribute("channelTo", words.text("inbox.to." + to(request, way), locale));
        model.addAttribute("way", ways.of(request, way, locale));
        var ready = answers.all().stream()
                .filter(one -> one.isFor(complained))
                .map(one -> ready(one, request, complained, way, List.of()))
                .toList();
        model.addAttribute(
                "macros",
                ready.stream()
                        .filter(one -> one.macro().apology() == null)
                        .limit(MOST_LISTED)
                        .toList());
        model.addAttribute(
                "apologies",
                ready.stream().filter(one -> one.macro().apology() != null).toList());
        model.addAttribute(
                "suggested",
                request.isOpen()
                        ? suggestions.to(request, complained).stream()
                                .map(one -> ready(one.answer(), request, complained, way, one.words()))
                                .toList()
                        : List.of());
    }

    private static String to(Request request, Reach.Way way) {
        var said = request.said();
        return way.channel() == Channel.PHONE && (said == null || said.phone().isEmpty())
                ? "nobody"
                : way.channel().code();
    }

    private Ready ready(
            ModelAnswer one, Request request, @Nullable Complained complained, Reach.Way way, List<String> because) {
        var language = one.nearest(way.spoken(), way.level())
                .map(ModelAnswer.Text::language)
                .orElse(Language.FRENCH);
        return new Ready(
                macros.filled(one, request, complained, way),
                language.tag(),
                !language.tag().equals(way.language()),
                one.isDue(words.today()),
                because);
    }

    /** What to hear in what waits for an answer, when it is tense. */
    void listen(Request request, Model model) {
        model.addAttribute("one", request);
        model.addAttribute("listening", listening.to(request).orElse(null));
        model.addAttribute("lateNow", request.isLate(words.today()));
    }

    private List<Choice> owners(Request request) {
        var standing = standings.of(request.id());
        var owners = new ArrayList<Choice>();
        teams.all()
                .forEach(team -> owners.add(Choice.of(
                        "team:" + team.id(),
                        team.name(),
                        request.assignee() == null && team.id().equals(standing.team()))));
        var accused = complaint.accused(request);
        colleagues.at(request.site()).stream()
                .filter(one -> !one.id().equals(accused))
                .forEach(one -> owners.add(
                        Choice.of("account:" + one.id(), one.name(), one.id().equals(request.assignee()))));
        return owners;
    }

    /** The conversation. @param seen the last message that the agent saw, null when all are old */
    void course(Request request, @Nullable String seen, Model model, Locale locale) {
        var all = requests.interactions(request);
        var messages = new ArrayList<Message>();
        var enclosed = enclosures.of(request);
        var left = deliveries.of(all);
        var fresh = false;
        for (var one : all) {
            var delivery = left.get(one.id());
            messages.add(new Message(
                    one,
                    words.moment(one.at(), locale),
                    fresh && one.direction() != Interaction.Direction.NOTE,
                    enclosed.stream()
                            .filter(with -> with.interaction().equals(one.id()))
                            .toList(),
                    delivery == null ? "" : delivery(delivery, locale),
                    delivery != null && delivery.isKeptBack()));
            fresh |= seen != null && one.id().toString().equals(seen);
        }
        model.addAttribute("one", request);
        model.addAttribute("messages", messages);
        model.addAttribute("since", seen);
        model.addAttribute(
                "seen",
                all.stream()
                        .filter(one -> one.direction() != Interaction.Direction.NOTE)
                        .reduce((_, last) -> last)
                        .map(last -> last.id().toString())
                        .orElse(""));
        var last = all.stream()
                .filter(one -> one.direction() != Interaction.Direction.NOTE)
                .reduce((_, later) -> later);
        model.addAttribute(
                "answered",
                request.isOpen()
                        && (request.kind() == Request.Kind.QUESTION || request.kind() == Request.Kind.COMPLAINT)
                        && last.filter(one -> one.direction() == Interaction.Direction.OUT)
                                .filter(one -> !left.containsKey(one.id())
                                        || !left.get(one.id()).isKeptBack())
                                .isPresent());
        model.addAttribute(
                "wroteBack",
                request.state() == Request.State.INCOMPLETE
                        && last.filter(one -> one.direction() == Interaction.Direction.IN)
                                .isPresent());
        model.addAttribute(
                "heard",
                all.stream()
                        .filter(one -> one.direction() == Interaction.Direction.IN)
                        .count());
    }

    private String delivery(fr.parvis.messaging.Message message, Locale locale) {
        var next = message.nextTry();
        return message.state() == fr.parvis.messaging.Message.State.WAITING && next != null && message.isKeptBack()
                ? words.text("inbox.delivery.waits." + message.reason().code(), locale, words.moment(next, locale))
                : words.text(
                        message.state() == fr.parvis.messaging.Message.State.DROPPED
                                ? "inbox.delivery.dropped."
                                        + (message.reason() == fr.parvis.messaging.Message.Reason.NONE
                                                ? "withdrawn"
                                                : message.reason().code())
                                : "inbox.delivery." + message.shown(),
                        locale);
    }

    /** What changes beside it: who has it, until when, what the law says. */
    void state(Request request, Model model, Locale locale) {
        var standing = standings.of(request.id());
        var next = request.next();
        var closed = request.closedAt();
        model.addAttribute("one", request);
        model.addAttribute("standing", standing);
        model.addAttribute("named", title(request, locale));
        model.addAttribute("mine", me().id().equals(request.assignee()));
        model.addAttribute("due", next == null ? "" : words.due(next.due(), locale));
        model.addAttribute(
                "late",
                next != null
                        && request.state() != Request.State.INCOMPLETE
                        && (next.due().isBefore(words.today()) || request.isLate(words.today())));
        model.addAttribute("next", next(request, locale));
        model.addAttribute("law", law(request, locale));
        model.addAttribute("owesReceipt", request.isOwedReceipt());
        model.addAttribute("received", words.moment(request.receivedAt(), locale));
        model.addAttribute("closed", closed == null ? "" : words.moment(closed, locale));
        model.addAttribute(
                "snoozed", standing.snoozedUntil() == null ? "" : words.day(standing.snoozedUntil(), locale));
        var said = request.said();
        model.addAttribute("moment", said == null || said.when() == null ? "" : words.span(said.when(), locale));
        model.addAttribute("why", rules.why(request.id()).orElse(null));
        model.addAttribute(
                "team",
                standing.team() == null
                        ? ""
                        : teams.find(standing.team()).map(Teams.Team::name).orElse(""));
    }

    private String title(Request request, Locale locale) {
        var said = request.said();
        var subject = said == null ? "" : said.subject();
        var about = request.about();
        return !subject.isEmpty()
                ? subject
                : about != null ? about.title() : words.text("inbox.kind." + request.kind(), locale);
    }

    private String next(Request request, Locale locale) {
        var next = request.next();
        return next == null
                ? ""
                : next.usual() == null ? next.what() : words.text("inbox.next." + next.usual(), locale);
    }

    private List<String> law(Request request, Locale locale) {
        var said = new ArrayList<String>();
        var legal = request.legal();
        if (request.isOpen()) {
            said.add(words.text("inbox.law.promised", locale, words.day(request.dueOn(), locale)));
        }
        var appeal = legal.appeal();
        if (appeal != null) {
            said.add(words.text(
                    appeal.inTime() ? "inbox.law.appeal" : "inbox.law.appeal.late",
                    locale,
                    words.day(legal.course().received(), locale),
                    words.day(appeal.refused(), locale)));
        }
        var by = legal.acknowledgeBy();
        var at = legal.acknowledgedAt();
        if (at != null) {
            said.add(words.text("inbox.law.acknowledged", locale, words.moment(at, locale)));
        } else if (by != null && request.isOpen()) {
            said.add(words.text("inbox.law.acknowledge", locale, words.day(by, locale)));
        }
        var silence = legal.silenceOn();
        var rule = legal.rule();
        if (silence != null) {
            var key = appeal != null
                    ? "inbox.law.rejected"
                    : rule.silence() == LegalRule.Silence.ACCEPTANCE ? "inbox.law.accepted" : "inbox.law.refused";
            said.add(words.text(key, locale, words.day(silence, locale), rule.source()));
        } else if (request.isOpen()
                && rule.silence() != LegalRule.Silence.NOTHING
                && legal.course().isIncomplete()) {
            said.add(words.text("inbox.law.stands", locale, rule.source()));
        }
        return said;
    }

    private static Caller me() {
        return Caller.current().orElseThrow();
    }

    Request find(UUID id) {
        return requests.find(id).orElseThrow(ConversationPages::unknown);
    }
}
