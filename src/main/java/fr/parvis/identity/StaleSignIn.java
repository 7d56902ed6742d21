package fr.parvis.identity;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.web.csrf.CsrfException;

/**
 * A sign-in whose form has not, or no longer, the proof of this browser: another tab has signed in or opened a form meanwhile, or the cookie
 * has gone. Nothing is signed in; the answer is the same form with the proof of now and the login that was typed. The password is not kept.
 */
public final class StaleSignIn {
    /** The attribute that has the login as it was typed. */
    public static final String LOGIN = "fr.parvis.identity.login";

    private static final String PAGE = "/connexion";

    private StaleSignIn() {}

    static boolean is(HttpServletRequest request, AccessDeniedException failure) {
        return failure instanceof CsrfException
                && HttpMethod.POST.matches(request.getMethod())
                && request.getRequestURI().equals(request.getContextPath() + PAGE);
    }

    static void askAgain(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        response.setStatus(HttpStatus.FORBIDDEN.value());
        request.setAttribute(LOGIN, Objects.requireNonNullElse(request.getParameter("username"), ""));
        request.getRequestDispatcher(PAGE).forward(new Asking(request), response);
    }

    /** Asks for the page: as it came, it would sign in. */
    private static final class Asking extends HttpServletRequestWrapper {
        Asking(HttpServletRequest refused) {
            super(refused);
        }

        @Override
        public String getMethod() {
            return HttpMethod.GET.name();
        }
    }
}
