package fr.parvis.relations.chat.web;

import fr.parvis.relations.chat.ChatRules;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** The pages of the chat, and no others, may stand in a frame of the sites that an administrator has named. */
@Component
@ConditionalOnWebApplication
class ChatFrames extends OncePerRequestFilter {
    private static final String POLICY =
            "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors ";

    private final ChatRules rules;

    ChatFrames(ChatRules rules) {
        this.rules = rules;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var origins = rules.rules().origins();
        response.setHeader(
                "Content-Security-Policy", POLICY + (origins.isEmpty() ? "'none'" : String.join(" ", origins)));
        chain.doFilter(request, response);
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        var path = request.getRequestURI().substring(request.getContextPath().length());
        return !path.equals("/discussion") && !path.startsWith("/discussion/");
    }
}
