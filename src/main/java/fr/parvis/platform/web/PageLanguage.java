package fr.parvis.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.i18n.CookieLocaleResolver;

/**
 * The language of an answer: the one chosen on this device, otherwise the first that its browser asks for, as far as the
 * audience of the page has it. The choice outlives the pages that do not have it: a staff page answers in French, the next
 * page for usagers in Arabic again. A caller of the API has nothing but its {@code Accept-Language}.
 */
class PageLanguage implements LocaleResolver {
    private final CookieLocaleResolver chosen = new CookieLocaleResolver("parvis-langue");

    PageLanguage() {
        chosen.setCookieMaxAge(Duration.ofDays(365));
        chosen.setCookieHttpOnly(true);
        chosen.setCookieSameSite("Lax");
        chosen.setRejectInvalidCookies(false);
        chosen.setDefaultLocaleFunction(request -> accepted(request).locale());
    }

    @Override
    public Locale resolveLocale(HttpServletRequest request) {
        return of(request).locale();
    }

    Language of(HttpServletRequest request) {
        if (Problems.isApi(request)) {
            return accepted(request);
        }
        return Audience.of(request)
                .reading(
                        Language.of(chosen.resolveLocale(request).getLanguage()).orElse(Language.FRENCH));
    }

    @Override
    public void setLocale(HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable Locale locale) {
        chosen.setLocale(request, response, locale);
    }

    private static Language accepted(HttpServletRequest request) {
        return Audience.of(request).accepting(Objects.requireNonNullElse(request.getHeader("Accept-Language"), ""));
    }
}
