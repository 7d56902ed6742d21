package fr.parvis.platform.web;

import fr.parvis.platform.Ids;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.json.JsonMapper;

/**
 * A refusal where neither controllers nor templates can be had: the request itself cannot be read, or the page of an error
 * failed too. Problem details under /api, otherwise one small page in French and in English.
 */
@Component
@ConditionalOnWebApplication
class BareRefusal {
    private static final Logger LOG = LoggerFactory.getLogger(BareRefusal.class);
    private static final String POLICY =
            "default-src 'self'; object-src 'none'; base-uri 'none'; " + "frame-ancestors 'none'; form-action 'self'";

    private final MessageSource messages;

    BareRefusal(MessageSource messages) {
        this.messages = messages;
    }

    /** Sets the status and the headers, and gives the body to write. */
    String answer(HttpServletRequest request, HttpServletResponse response, HttpStatus status) {
        var address = Objects.requireNonNullElse(request.getRequestURI(), "");
        var problem = status.is5xxServerError() ? unexpected(status, address) : Problems.known(status, address);
        response.setStatus(status.value());
        response.setCharacterEncoding("UTF-8");
        response.setHeader("Content-Security-Policy", POLICY);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        if (address.startsWith("/api/")) {
            var language = language(request);
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            response.setHeader(HttpHeaders.CONTENT_LANGUAGE, language.getLanguage());
            response.addHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE);
            return json(problem, language);
        }
        response.setContentType("text/html;charset=UTF-8");
        return page(problem);
    }

    private static ProblemException unexpected(HttpStatus status, String address) {
        var reference = Ids.token().substring(0, 8);
        LOG.error("unexpected failure {} on {}: no page could be drawn", reference, Problems.logged(address));
        return new ProblemException(status, "platform", "unexpected", null, Map.of("reference", reference), reference);
    }

    private String json(ProblemException problem, Locale language) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("type", String.valueOf(problem.getBody().getType()));
        body.put("title", text(problem.getTitleMessageCode(), problem, language));
        body.put("status", problem.getStatusCode().value());
        body.put("detail", text(problem.getDetailMessageCode(), problem, language));
        var facts = problem.getBody().getProperties();
        if (facts != null) {
            body.putAll(facts);
        }
        return JsonMapper.shared().writeValueAsString(body);
    }

    private String page(ProblemException problem) {
        return """
                <!DOCTYPE html>
                <html lang="fr" class="shell-usager">
                <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%s</title>
                <link rel="icon" href="/favicon.svg" type="image/svg+xml">
                <link rel="stylesheet" href="/webjars/bootstrap/dist/css/bootstrap.min.css">
                <link rel="stylesheet" href="/css/parvis.css"></head>
                <body><main id="contenu" class="usager">
                %s%s</main></body></html>
                """.formatted(
                        HtmlUtils.htmlEscape(text(problem.getTitleMessageCode(), problem, Locale.FRENCH)),
                        section(problem, Locale.FRENCH, "h1"),
                        section(problem, Locale.ENGLISH, "h2"));
    }

    private String section(ProblemException problem, Locale language, String heading) {
        return """
                <section class="sheet narrow" lang="%1$s"><%2$s>%3$s</%2$s><p class="lead">%4$s</p>
                <p class="row-actions"><a class="btn btn-primary" href="/">%5$s</a></p></section>
                """.formatted(
                        language.getLanguage(),
                        heading,
                        HtmlUtils.htmlEscape(text(problem.getTitleMessageCode(), problem, language)),
                        HtmlUtils.htmlEscape(text(problem.getDetailMessageCode(), problem, language)),
                        HtmlUtils.htmlEscape(messages.getMessage("layout.to-home", null, language)));
    }

    private String text(@Nullable String code, ProblemException problem, Locale language) {
        return messages.getMessage(Objects.requireNonNull(code), problem.getDetailMessageArguments(), language);
    }

    private static Locale language(HttpServletRequest request) {
        return Locale.ENGLISH.getLanguage().equals(request.getLocale().getLanguage())
                        && request.getHeader(HttpHeaders.ACCEPT_LANGUAGE) != null
                ? Locale.ENGLISH
                : Locale.FRENCH;
    }
}
