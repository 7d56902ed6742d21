package fr.parvis.platform.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses parameters with the one character that the database cannot hold, those that are not well encoded, and more files than a form may have. */
@Component
@ConditionalOnWebApplication
@Order(Ordered.HIGHEST_PRECEDENCE + 20) // after the encoding is known
class UnreadableParameters extends OncePerRequestFilter {
    private final BareRefusal refusal;
    private final Refusals refusals;

    UnreadableParameters(BareRefusal refusal, Refusals refusals) {
        this.refusal = refusal;
        this.refusals = refusals;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Map<String, String[]> parameters;
        try {
            parameters = request.getParameterMap();
        } catch (IllegalStateException failure) {
            if (UploadLimit.isTooMuch(failure)) {
                refusals.show(UploadLimit.tooMuch(request), request, response);
            } else {
                refuse(request, response);
            }
            return;
        }
        if (isStorable(parameters)) {
            chain.doFilter(request, response);
        } else {
            refuse(request, response);
        }
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response) throws IOException {
        // the encoding is set before the writer is asked for, which then keeps it
        var text = refusal.answer(request, response, HttpStatus.BAD_REQUEST);
        response.getWriter().write(text);
    }

    private static boolean isStorable(Map<String, String[]> parameters) {
        return parameters.entrySet().stream()
                .flatMap(parameter -> Stream.concat(Stream.of(parameter.getKey()), Stream.of(parameter.getValue())))
                .noneMatch(text -> text.indexOf('\0') >= 0);
    }
}
