package fr.parvis.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;
import org.springframework.web.util.UriComponentsBuilder;

/** The language of the page that is being drawn, and the others that it could be read in. Templates ask it as a bean. */
@Component("languages")
@ConditionalOnWebApplication
public class Languages {
    private final HttpServletRequest request;
    private final PageLanguage pageLanguage;

    /** @param request stands for the one that is being answered */
    Languages(HttpServletRequest request, PageLanguage pageLanguage) {
        this.request = request;
        this.pageLanguage = pageLanguage;
    }

    public Language spoken() {
        return pageLanguage.of(request);
    }

    public List<Language> offered() {
        return Audience.of(request).languages();
    }

    /** The same page in another language, relative to it. */
    public String link(Language other) {
        return UriComponentsBuilder.newInstance()
                .query(request.getQueryString())
                .replaceQueryParam("lang", other.tag())
                .build()
                .toUriString();
    }

    /** The name of any ISO 639 language, in the language of the page. */
    public String name(String code) {
        return StringUtils.capitalize(Locale.of(code).getDisplayLanguage(spoken().locale()));
    }
}
