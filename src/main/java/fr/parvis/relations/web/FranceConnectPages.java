package fr.parvis.relations.web;

import fr.parvis.platform.web.ProblemException;
import fr.parvis.platform.web.PublicAddress;
import fr.parvis.platform.web.RateLimits;
import fr.parvis.relations.Reference;
import fr.parvis.relations.Request;
import fr.parvis.relations.RequestTypes;
import fr.parvis.relations.Requests;
import fr.parvis.relations.franceconnect.FranceConnect;
import fr.parvis.relations.franceconnect.FranceConnectFailure;
import fr.parvis.relations.franceconnect.Identified;
import fr.parvis.relations.franceconnect.Ties;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The way to a request by FranceConnect, beside the one by a code. As there, nothing tells whether a reference exists: what does not match
 * and what is not there get the same words.
 */
@Controller
class FranceConnectPages {
    private static final Logger LOG = LoggerFactory.getLogger(FranceConnectPages.class);
    private static final int TRIES_A_MINUTE = 12;
    private static final String BACK = "/suivi/franceconnect/retour";
    private static final String MINE = "/suivi/mes-demandes";

    /** @param own the name of its type or what it is about, in the words of whoever wrote it; "" for none */
    record Line(String reference, String own, String day) {}

    private final FranceConnect connect;
    private final Ties ties;
    private final Requests requests;
    private final RequestTypes types;
    private final FollowKeys keys;
    private final FranceConnectSession session;
    private final PublicAddress addresses;
    private final RequestWords words;
    private final RateLimits limits;

    FranceConnectPages(
            FranceConnect connect,
            Ties ties,
            Requests requests,
            RequestTypes types,
            FollowKeys keys,
            FranceConnectSession session,
            PublicAddress addresses,
            RequestWords words,
            RateLimits limits) {
        this.connect = connect;
        this.ties = ties;
        this.requests = requests;
        this.types = types;
        this.keys = keys;
        this.session = session;
        this.addresses = addresses;
        this.words = words;
        this.limits = limits;
    }

    @GetMapping("/suivi/{reference}/franceconnect")
    String toRequest(
            @PathVariable String reference,
            @RequestParam(required = false) @Nullable String rattacher,
            HttpServletRequest asking,
            HttpServletResponse response) {
        check(asking, response);
        var named = FollowPages.read(reference);
        var tie = rattacher == null
                ? null
                : keys.opened(named, asking).map(Request::id).orElse(null);
        var who = session.who(asking);
        return who.isPresent()
                ? entered(who.get(), named, tie, asking, response)
                : go(named, tie, FollowKeys.page(named), asking);
    }

    @GetMapping("/suivi/franceconnect")
    String toAll(HttpServletRequest asking, HttpServletResponse response) {
        check(asking, response);
        return session.who(asking).isPresent() ? "redirect:" + MINE : go(null, null, MINE, asking);
    }

    private void check(HttpServletRequest asking, HttpServletResponse response) {
        FollowPages.hide(response);
        if (!connect.isThere()) {
            throw new ProblemException(HttpStatus.NOT_FOUND, "relations", "franceconnect-not-there");
        }
        limits.check("request-code", asking.getRemoteAddr(), TRIES_A_MINUTE);
    }

    private String go(@Nullable Reference reference, @Nullable UUID tie, String otherwise, HttpServletRequest asking) {
        var question = connect.ask(addresses.of(BACK), reference == null ? null : reference.code(), tie);
        try {
            var way = connect.way(question);
            session.asks(question, asking);
            return "redirect:" + way;
        } catch (FranceConnectFailure failure) {
            return told(failure, otherwise);
        }
    }

    @GetMapping(BACK)
    String back(
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String error,
            HttpServletRequest asking,
            HttpServletResponse response) {
        check(asking, response);
        var question = session.takeAsking(asking);
        var named = question == null ? null : question.reference();
        var reference = named == null ? null : FollowPages.read(named);
        try {
            var who = connect.answered(question, state, code, error);
            session.enter(who, asking);
            return reference == null || question == null
                    ? "redirect:" + MINE
                    : entered(who, reference, question.tie(), asking, response);
        } catch (FranceConnectFailure failure) {
            return told(failure, reference == null ? MINE : FollowKeys.page(reference));
        }
    }

    private static String told(FranceConnectFailure failure, String page) {
        LOG.info("nobody was identified by FranceConnect: {}", failure.getMessage());
        return "redirect:" + page + "?fc=" + failure.reason().name().toLowerCase(Locale.ROOT);
    }

    private String entered(
            Identified who,
            Reference reference,
            @Nullable UUID tie,
            HttpServletRequest asking,
            HttpServletResponse response) {
        var page = "redirect:" + FollowKeys.page(reference);
        if (tie != null) {
            ties.tie(who, tie);
            return page + "?fc=tied";
        }
        var mine = requests.find(reference).filter(request -> ties.mayRead(who, request));
        mine.ifPresent(request -> keys.remember(request, asking, response));
        return mine.isPresent() ? page : page + "?fc=stranger";
    }

    @PostMapping("/suivi/{reference}/detacher")
    String untie(@PathVariable String reference, HttpServletRequest asking) {
        limits.check("request-code", asking.getRemoteAddr(), TRIES_A_MINUTE);
        var named = FollowPages.read(reference);
        keys.opened(named, asking).ifPresent(request -> session.who(asking).ifPresent(who -> ties.untie(who, request)));
        return "redirect:" + FollowKeys.page(named) + "?fc=untied";
    }

    @GetMapping(MINE)
    String mine(Model model, Locale locale, HttpServletRequest asking, HttpServletResponse response) {
        FollowPages.hide(response);
        if (!connect.isThere()) {
            throw new ProblemException(HttpStatus.NOT_FOUND, "relations", "franceconnect-not-there");
        }
        var who = session.who(asking);
        model.addAttribute("known", who.isPresent());
        model.addAttribute(
                "lines",
                who.map(ties::of).orElse(java.util.List.of()).stream()
                        .map(request -> line(request, locale))
                        .toList());
        return "relations/follow-mine";
    }

    private Line line(Request request, Locale locale) {
        var id = request.type();
        var said = request.said();
        var type = id == null ? "" : types.find(id).map(one -> one.name()).orElse("");
        return new Line(
                request.reference().code(),
                type.isEmpty() && said != null ? said.subject() : type,
                words.day(request.receivedAt(), locale));
    }

    /**
     * Here first, then there. The answer is a page that leads on: the way of a form must not leave this site (Content-Security-Policy).
     */
    @PostMapping("/suivi/franceconnect/fermer")
    String leave(Model model, HttpServletRequest asking, HttpServletResponse response) {
        FollowPages.hide(response);
        var out = session.who(asking)
                .flatMap(who -> connect.wayOut(who, addresses.of("/suivi")))
                .map(Object::toString)
                .orElse("");
        session.leave(asking);
        if (!out.isEmpty()) {
            response.setHeader("Refresh", "1; url=" + out);
        }
        model.addAttribute("out", out);
        return "relations/follow-left";
    }
}
