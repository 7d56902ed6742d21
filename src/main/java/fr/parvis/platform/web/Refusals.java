package fr.parvis.platform.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.WebAttributes;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** What a filter or the container refused before any controller saw it: the same words and the same shape as the rest. */
@Controller
class Refusals implements ErrorController {
    private static final String PROBLEM = Refusals.class.getName();

    private final String page;

    Refusals(@Value("${server.error.path:/error}") String page) {
        this.page = page;
    }

    /** For a filter: the body of the request is not read for it. */
    void show(ProblemException problem, HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        request.setAttribute(PROBLEM, problem);
        request.setAttribute(RequestDispatcher.ERROR_REQUEST_URI, request.getRequestURI());
        request.getRequestDispatcher(page).forward(new Unread(request), response);
    }

    @RequestMapping("${server.error.path:/error}")
    void refused(HttpServletRequest request) {
        if (request.getAttribute(PROBLEM) instanceof ProblemException problem) {
            throw problem;
        }
        var failure = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        if (failure instanceof Throwable cause) {
            throw new IllegalStateException(cause);
        }
        var status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
                ? HttpStatus.resolve(code)
                : HttpStatus.NOT_FOUND;
        if (status == HttpStatus.FORBIDDEN) {
            throw request.getAttribute(WebAttributes.ACCESS_DENIED_403) instanceof CsrfException
                    ? new ProblemException(HttpStatus.FORBIDDEN, "platform", "form-too-old")
                    : new ProblemException(HttpStatus.FORBIDDEN, "identity", "page-not-allowed");
        }
        if (status == null || status.is5xxServerError()) {
            throw new IllegalStateException("the answer ended with " + status);
        }
        throw Problems.known(status, Problems.address(request));
    }

    /** The same request without what it carries. */
    private static final class Unread extends HttpServletRequestWrapper {
        Unread(HttpServletRequest refused) {
            super(refused);
        }

        @Override
        public String getMethod() {
            return HttpMethod.GET.name();
        }

        @Override
        public @Nullable String getContentType() {
            return null;
        }

        @Override
        public @Nullable String getParameter(String name) {
            return null;
        }

        @Override
        public String @Nullable [] getParameterValues(String name) {
            return null;
        }

        @Override
        public Enumeration<String> getParameterNames() {
            return Collections.emptyEnumeration();
        }

        @Override
        public Map<String, String[]> getParameterMap() {
            return Map.of();
        }
    }
}
