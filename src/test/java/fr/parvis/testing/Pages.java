package fr.parvis.testing;

import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import fr.parvis.identity.Caller;
import fr.parvis.identity.Role;
import fr.parvis.platform.Ids;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/** The pages of the whole application as one role sees them, without a browser. */
public final class Pages {
    /** @param goesTo where it redirects, empty when it does not */
    public record Answer(int status, String body, String goesTo) {}

    private final MockMvc mvc;
    private final Caller caller;

    private Pages(WebApplicationContext application, Caller caller) {
        this.mvc = MockMvcBuilders.webAppContextSetup(application)
                .apply(springSecurity())
                .build();
        this.caller = caller;
    }

    public static Pages of(WebApplicationContext application, Role role) {
        return new Pages(application, new Caller(Ids.next(), "Essai", null, Set.of(role), Set.of(), false));
    }

    public static Pages of(WebApplicationContext application, Caller caller) {
        return new Pages(application, caller);
    }

    public Answer open(String address) {
        return answer(get(address));
    }

    /** @param typed names and values in turn */
    public Answer send(String address, String... typed) {
        return answer(form(address, typed));
    }

    /** The file that a form is answered with. */
    public byte[] download(String address, String... typed) {
        return perform(form(address, typed)).getContentAsByteArray();
    }

    private static MockHttpServletRequestBuilder form(String address, String... typed) {
        var request = post(address).with(csrf());
        for (int i = 0; i < typed.length; i += 2) {
            request.param(typed[i], typed[i + 1]);
        }
        return request;
    }

    private Answer answer(MockHttpServletRequestBuilder request) {
        try {
            var response = perform(request);
            return new Answer(
                    response.getStatus(),
                    response.getContentAsString(StandardCharsets.UTF_8),
                    Objects.requireNonNullElse(response.getRedirectedUrl(), ""));
        } catch (UnsupportedEncodingException failure) {
            throw new AssertionError(failure);
        }
    }

    private MockHttpServletResponse perform(MockHttpServletRequestBuilder request) {
        var authorities = caller.roles().stream()
                .map(role -> new SimpleGrantedAuthority("ROLE_" + role))
                .toList();
        var signedIn = UsernamePasswordAuthenticationToken.authenticated(caller, null, authorities);
        try {
            return mvc.perform(request.with(authentication(signedIn)))
                    .andReturn()
                    .getResponse();
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }
}
