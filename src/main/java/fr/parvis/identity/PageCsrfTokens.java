package fr.parvis.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRepository;

/**
 * Proofs against forged forms, kept in a cookie that only a page may set. What a page asks for behind it (a stream, a part of itself) has
 * none to give: two answers at once to a browser without the cookie would each set their own, and the form of the page that came first
 * would be refused.
 */
final class PageCsrfTokens implements CsrfTokenRepository {
    private final CookieCsrfTokenRepository cookies = CookieCsrfTokenRepository.withHttpOnlyFalse();

    PageCsrfTokens(boolean secure) {
        cookies.setCookieCustomizer(
                cookie -> cookie.httpOnly(true).secure(secure).sameSite("Lax"));
    }

    @Override
    public CsrfToken generateToken(HttpServletRequest request) {
        return cookies.generateToken(request);
    }

    @Override
    public void saveToken(@Nullable CsrfToken token, HttpServletRequest request, HttpServletResponse response) {
        if (token == null || isPage(request)) {
            cookies.saveToken(token, request, response);
        }
    }

    @Override
    public @Nullable CsrfToken loadToken(HttpServletRequest request) {
        return cookies.loadToken(request);
    }

    /** By the Fetch Metadata of W3C; what does not send them is no browser, or an old one. */
    private static boolean isPage(HttpServletRequest request) {
        var mode = request.getHeader("Sec-Fetch-Mode");
        return mode == null || mode.equals("navigate");
    }
}
