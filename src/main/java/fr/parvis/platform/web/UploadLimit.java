package fr.parvis.platform.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.tomcat.util.http.fileupload.impl.FileCountLimitExceededException;
import org.apache.tomcat.util.http.fileupload.impl.SizeException;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Forms with files are large where documents are taken, and nowhere else: whatever is larger is refused before it is read. The container
 * then reads on without keeping anything ({@code server.tomcat.max-swallow-size}), or the browser would see a cut connection and no answer.
 */
@Component
@ConditionalOnWebApplication
@Order(Ordered.HIGHEST_PRECEDENCE + 11)
class UploadLimit extends OncePerRequestFilter {
    static final long MOST_BYTES = Uploads.LARGEST_BYTES;
    /** As many files as may come, with the words beside them. */
    static final long MOST_BYTES_WITH_DOCUMENTS = (Uploads.MOST_FILES + 1L) * Uploads.LARGEST_BYTES;

    private static final Pattern TAKES_DOCUMENTS =
            Pattern.compile("(?<page>.*/(?:suivi/[^/]+(?=/message)|demandes/[^/]+|agent/courrier))(?:/message)?");

    private final Refusals refusals;

    UploadLimit(Refusals refusals) {
        this.refusals = refusals;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        var type = request.getContentType();
        return type == null || !type.regionMatches(true, 0, "multipart/", 0, 10);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        // no browser sends a form without saying how long it is
        if (request.getContentLengthLong() < 0 || request.getContentLengthLong() > most(request.getRequestURI())) {
            refusals.show(tooMuch(request), request, response);
            return;
        }
        chain.doFilter(request, response);
    }

    static long most(String address) {
        return TAKES_DOCUMENTS.matcher(address).matches() ? MOST_BYTES_WITH_DOCUMENTS : MOST_BYTES;
    }

    /** Leads back to the form, where what was written still stands. */
    static ProblemException tooMuch(HttpServletRequest request) {
        var form = TAKES_DOCUMENTS.matcher(request.getRequestURI());
        var megabytes = Uploads.LARGEST_BYTES / 1024 / 1024;
        return new ProblemException(
                HttpStatus.CONTENT_TOO_LARGE,
                "platform",
                "files-too-large",
                null,
                form.matches() ? Map.of(Problems.BACK, form.group("page")) : Map.of(),
                Uploads.MOST_FILES,
                megabytes,
                Uploads.MOST_FILES * megabytes);
    }

    /** Whether the container could not read a form because of its files. */
    static boolean isTooMuch(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SizeException || cause instanceof FileCountLimitExceededException) {
                return true;
            }
        }
        return false;
    }
}
