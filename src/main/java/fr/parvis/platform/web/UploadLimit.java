package fr.parvis.platform.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Forms with files are large where documents are taken, and nowhere else: whatever is larger is refused before it is read. */
@Component
@ConditionalOnWebApplication
@Order(Ordered.HIGHEST_PRECEDENCE + 11)
class UploadLimit extends OncePerRequestFilter {
    static final long MOST_BYTES = 10L * 1024 * 1024;
    static final long MOST_BYTES_WITH_DOCUMENTS = 60L * 1024 * 1024;
    private static final Pattern TAKES_DOCUMENTS =
            Pattern.compile(".*/(suivi/[^/]+/message|demandes/[^/]+|agent/courrier)");

    private final HandlerExceptionResolver problems;

    UploadLimit(@Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        var type = request.getContentType();
        return type == null || !type.regionMatches(true, 0, "multipart/", 0, 10);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var most = most(request.getRequestURI());
        // no browser sends a form without saying how long it is
        if (request.getContentLengthLong() < 0 || request.getContentLengthLong() > most) {
            problems.resolveException(
                    request, response, null, ProblemException.field("body", "platform", "body-too-large", most / 1024));
            return;
        }
        chain.doFilter(request, response);
    }

    static long most(String address) {
        return TAKES_DOCUMENTS.matcher(address).matches() ? MOST_BYTES_WITH_DOCUMENTS : MOST_BYTES;
    }
}
