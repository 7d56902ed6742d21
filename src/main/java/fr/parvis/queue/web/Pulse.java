package fr.parvis.queue.web;

import fr.parvis.directory.Site;
import fr.parvis.platform.live.LiveUpdates;
import fr.parvis.queue.HallBoard;
import fr.parvis.queue.Halls;
import fr.parvis.queue.Topics;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/** Live streams of the hall's pages. */
@Component
class Pulse {
    private final LiveUpdates live;
    private final SitesStream sites;
    private final Halls halls;
    private final ITemplateEngine templates;

    Pulse(LiveUpdates live, SitesStream sites, Halls halls, ITemplateEngine templates) {
        this.live = live;
        this.sites = sites;
        this.halls = halls;
        this.templates = templates;
    }

    /** Says "hall" at each change; the page then asks for its own part, which only it may see. */
    void beat(HttpServletRequest request, HttpServletResponse response, UUID siteId) {
        live.stream(
                request,
                response,
                Topics.site(siteId),
                "pulse",
                () -> List.of(
                        new LiveUpdates.Message("hall", halls.board(siteId).at().toString())));
    }

    /** Sends the fragment {@code live} of a template, drawn once for everybody who reads it in this language. */
    void show(
            HttpServletRequest request,
            HttpServletResponse response,
            UUID siteId,
            String template,
            Locale locale,
            Function<HallBoard, Map<String, Object>> model) {
        live.stream(request, response, Topics.site(siteId), template + "/" + locale.getLanguage(), () -> {
            var context = new Context(locale, model.apply(halls.board(siteId)));
            return List.of(new LiveUpdates.Message("hall", templates.process(template, Set.of("live"), context)));
        });
    }

    /** Sends the fragment {@code live} of a template for each active site, as an event that carries the site's name. */
    void showAll(
            HttpServletRequest request,
            HttpServletResponse response,
            String template,
            Locale locale,
            Supplier<List<Site>> all,
            Function<Site, Map<String, Object>> model) {
        var view = template + "/" + locale.getLanguage();
        live.stream(
                request,
                response,
                SitesStream.TOPIC,
                view,
                () -> all.get().stream()
                        .map(site -> sites.picture(site.id(), view, () -> {
                            var context = new Context(locale, model.apply(site));
                            return new LiveUpdates.Message(
                                    site.slug(), templates.process(template, Set.of("live"), context));
                        }))
                        .toList());
    }
}
