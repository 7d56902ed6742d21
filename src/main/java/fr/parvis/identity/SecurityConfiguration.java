package fr.parvis.identity;

import static org.springframework.security.authorization.AuthorizationManagers.allOf;
import static org.springframework.security.authorization.AuthorizationManagers.not;

import fr.parvis.platform.ParvisSettings;
import fr.parvis.platform.web.ProblemException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.authorization.AuthenticatedAuthorizationManager;
import org.springframework.security.authorization.AuthorityAuthorizationManager;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.WebAttributes;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.csrf.XorCsrfTokenRequestAttributeHandler;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.session.jdbc.PostgreSqlJdbcIndexedSessionRepositoryCustomizer;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.DefaultCookieSerializer;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

@Configuration(proxyBeanMethods = false)
@EnableMethodSecurity
class SecurityConfiguration {
    private static final String STRICT_POLICY =
            "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
                    + "frame-ancestors 'none'; form-action 'self'";
    /** The documentation of the API draws itself with inline styles. */
    private static final String DOCUMENTATION_POLICY =
            "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'";

    /** What is new is shut to partners until it is named here. */
    private static final AuthorizationManager<RequestAuthorizationContext> PARTNER =
            AuthorityAuthorizationManager.hasRole(Role.PARTNER.name());

    private static final String FROM_DESK = "poste";
    private static final String PUSH_RENEWAL = "/telephone/renouvellement";
    /** A bearer there is not one of ours. */
    private static final String OWN_TOKEN = "/api/v1/sms/incoming";

    /** Two requests of one person may add the same attribute at the same instant. */
    @Bean
    @ConditionalOnWebApplication
    PostgreSqlJdbcIndexedSessionRepositoryCustomizer sessionWriting() {
        return new PostgreSqlJdbcIndexedSessionRepositoryCustomizer();
    }

    @Bean
    @ConditionalOnWebApplication
    @Order(1)
    SecurityFilterChain api(
            HttpSecurity http,
            ApiTokens tokens,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems)
            throws Exception {
        return http.securityMatcher("/api/v1/**", "/api/ants/**", "/actuator/**")
                .csrf(csrf -> csrf.disable())
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(cache -> cache.disable())
                .logout(logout -> logout.disable())
                .authorizeHttpRequests(rules -> rules.requestMatchers("/actuator/health")
                        .permitAll()
                        .requestMatchers(
                                HttpMethod.POST,
                                "/api/v1/procedures/*/checklist",
                                // has a token of its own
                                OWN_TOKEN)
                        .permitAll()
                        .requestMatchers(
                                HttpMethod.POST, "/api/v1/sites/*/tickets", "/api/v1/feedback", "/api/v1/requests")
                        .access(not(PARTNER))
                        .requestMatchers(
                                HttpMethod.GET,
                                "/api/v1/procedures",
                                "/api/v1/procedures/*",
                                "/api/v1/slots",
                                "/api/v1/free-slots",
                                "/api/v1/sessions",
                                // has a token of its own
                                "/api/ants/*")
                        .permitAll()
                        .requestMatchers("/error")
                        .permitAll()
                        .requestMatchers(HttpMethod.GET, "/api/v1/appointments", "/api/v1/appointments/*")
                        .authenticated()
                        .requestMatchers(
                                HttpMethod.POST,
                                "/api/v1/appointments",
                                "/api/v1/appointments/*/cancel",
                                "/api/v1/appointments/*/move")
                        .authenticated()
                        .anyRequest()
                        .access(allOf(AuthenticatedAuthorizationManager.authenticated(), not(PARTNER))))
                .addFilterBefore(new BearerFilter(tokens, problems), UsernamePasswordAuthenticationFilter.class)
                .exceptionHandling(errors -> errors.authenticationEntryPoint(
                                (request, response, _) -> problems.resolveException(
                                        request,
                                        response,
                                        null,
                                        new ProblemException(HttpStatus.UNAUTHORIZED, "identity", "token-missing")))
                        .accessDeniedHandler((request, response, _) -> problems.resolveException(
                                request,
                                response,
                                null,
                                new ProblemException(HttpStatus.FORBIDDEN, "identity", "not-allowed"))))
                .headers(headers -> headers.contentSecurityPolicy(csp -> csp.policyDirectives("default-src 'none'")))
                .build();
    }

    @Bean
    @ConditionalOnWebApplication
    @Order(2)
    SecurityFilterChain documentation(HttpSecurity http) throws Exception {
        return http.securityMatcher("/api/docs/**", "/swagger-ui/**", "/v3/api-docs/**")
                .authorizeHttpRequests(rules -> rules.anyRequest().permitAll())
                .headers(headers -> headers.contentSecurityPolicy(csp -> csp.policyDirectives(DOCUMENTATION_POLICY)))
                .build();
    }

    /**
     * The live chat may stand in a frame of another site, where no cookie of ours comes along: there is no session and no token of forms.
     * What opens a chat is the key in its address, which a browser never sends by itself. Whose frames, the chat's own policy says.
     */
    @Bean
    @ConditionalOnWebApplication
    @Order(3)
    SecurityFilterChain chat(HttpSecurity http) throws Exception {
        return http.securityMatcher("/discussion", "/discussion/**", "/discussion.js")
                .authorizeHttpRequests(rules -> rules.anyRequest().permitAll())
                .csrf(csrf -> csrf.disable())
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(cache -> cache.disable())
                .logout(logout -> logout.disable())
                .headers(headers -> headers.contentSecurityPolicy(csp -> csp.policyDirectives(STRICT_POLICY))
                        .frameOptions(frames -> frames.disable())
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                        .permissionsPolicyHeader(
                                permissions -> permissions.policy("camera=(), geolocation=(), microphone=()")))
                .build();
    }

    @Bean
    @ConditionalOnWebApplication
    @Order(4)
    @SuppressWarnings("NullAway") // null is the documented way to load the CSRF token at once
    SecurityFilterChain pages(HttpSecurity http, ParvisSettings settings) throws Exception {
        var atOnce = new XorCsrfTokenRequestAttributeHandler();
        // loaded before the page is drawn: the cookie cannot follow once the answer has begun
        atOnce.setCsrfRequestAttributeName(null);
        return http.authorizeHttpRequests(rules -> rules.requestMatchers("/agent/reclamations/**")
                        .hasAnyRole("SUPERVISOR", "ADMIN", "QUALITY")
                        .requestMatchers("/agent/**")
                        .hasAnyRole("AGENT", "SUPERVISOR", "ADMIN")
                        .requestMatchers("/pilotage/**", "/qualite/**")
                        .hasAnyRole("SUPERVISOR", "ADMIN", "QUALITY")
                        .requestMatchers("/borne/*/installer/**")
                        .hasAnyRole("SUPERVISOR", "ADMIN")
                        .requestMatchers("/admin/demarches/**")
                        .hasAnyRole("ADMIN", "QUALITY")
                        .requestMatchers("/admin/equipes-messages")
                        .hasAnyRole("SUPERVISOR", "ADMIN")
                        .requestMatchers("/admin/**")
                        .hasRole("ADMIN")
                        .requestMatchers("/partenaire/**")
                        .hasRole("PARTNER")
                        .requestMatchers("/compte/**", OwnPage.NONE)
                        .authenticated()
                        .anyRequest()
                        .permitAll())
                .formLogin(form -> form.loginPage("/connexion")
                        .successHandler((request, response, authentication) -> response.sendRedirect(
                                request.getContextPath() + page(request, (Caller) authentication.getPrincipal())))
                        .failureHandler((request, response, failure) -> response.sendRedirect(request.getContextPath()
                                + (failure instanceof LockedException locked
                                        ? "/connexion?attente=" + locked.getMessage()
                                        : "/connexion?erreur")
                                + (isFromDesk(request) ? "&" + FROM_DESK + "=oui" : "")
                                + ReturnPage.read(request.getParameter(ReturnPage.PARAMETER))
                                        .map(page -> "&" + ReturnPage.PARAMETER + "="
                                                + URLEncoder.encode(page, StandardCharsets.UTF_8))
                                        .orElse(""))))
                .logout(logout -> logout.logoutUrl("/deconnexion").logoutSuccessUrl("/"))
                .exceptionHandling(errors -> errors.authenticationEntryPoint(signIn())
                        .accessDeniedHandler((request, response, failure) -> {
                            if (StaleSignIn.is(request, failure)) {
                                StaleSignIn.askAgain(request, response);
                                return;
                            }
                            request.setAttribute(WebAttributes.ACCESS_DENIED_403, failure);
                            response.sendError(HttpStatus.FORBIDDEN.value());
                        }))
                .csrf(protection -> protection
                        // asked by a service worker, which has no page to take a proof from; what opens is a secret
                        // that no browser sends by itself
                        .ignoringRequestMatchers(PUSH_RENEWAL)
                        .csrfTokenRepository(new PageCsrfTokens(settings.secureCookies()))
                        .csrfTokenRequestHandler(atOnce))
                // a row of its own: an answer to the session before, which ends late, would write its id back over a
                // changed one
                .sessionManagement(session -> session.sessionFixation(fixation -> fixation.newSession()))
                // where one goes after signing in is decided by the role: no session for somebody who is nobody yet
                .requestCache(cache -> cache.disable())
                .headers(headers -> headers.contentSecurityPolicy(csp -> csp.policyDirectives(STRICT_POLICY))
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                        .permissionsPolicyHeader(
                                permissions -> permissions.policy("camera=(), geolocation=(self), microphone=()")))
                .build();
    }

    /** A page leads to the sign-in; a part of a page must not have it in its place, so it leads the whole page there. */
    /** The page of the staff that was asked for: links in messages lead there. */
    private static String back(HttpServletRequest request) {
        if (!HttpMethod.GET.matches(request.getMethod())) {
            return "";
        }
        var query = request.getQueryString();
        var asked = request.getServletPath() + (query == null ? "" : "?" + query);
        return ReturnPage.read(asked)
                .map(page -> "?" + ReturnPage.PARAMETER + "=" + URLEncoder.encode(page, StandardCharsets.UTF_8))
                .orElse("");
    }

    private static AuthenticationEntryPoint signIn() {
        var page = new LoginUrlAuthenticationEntryPoint("/connexion") {
            @Override
            protected String determineUrlToUseForThisRequest(
                    HttpServletRequest request, HttpServletResponse response, AuthenticationException failure) {
                return "/connexion" + back(request);
            }
        };
        return (request, response, failure) -> {
            if (request.getHeader("HX-Request") == null) {
                page.commence(request, response, failure);
                return;
            }
            response.setStatus(HttpStatus.UNAUTHORIZED.value());
            if (!request.getRequestURI().startsWith(request.getContextPath() + "/alertes")) {
                response.setHeader("HX-Redirect", request.getContextPath() + "/connexion");
            }
        };
    }

    private static String page(HttpServletRequest request, Caller caller) {
        return ReturnPage.of(request.getParameter(ReturnPage.PARAMETER), caller)
                .orElseGet(() -> isFromDesk(request) ? "/agent" : OwnPage.of(caller));
    }

    /** Whoever signs in again at the desk goes back to it, where what they had asked for is kept. */
    private static boolean isFromDesk(HttpServletRequest request) {
        return request.getParameter(FROM_DESK) != null;
    }

    @Bean
    static PasswordEncoder passwordEncoder() {
        return new BCryptPasswordEncoder(10);
    }

    @Bean
    CookieSerializer sessionCookie(ParvisSettings settings) {
        var cookie = new DefaultCookieSerializer();
        cookie.setCookieName("parvis-session");
        cookie.setUseSecureCookie(settings.secureCookies());
        cookie.setUseHttpOnlyCookie(true);
        cookie.setSameSite("Lax");
        return cookie;
    }

    /** RFC 6750: {@code Authorization: Bearer …}; an unknown or revoked token is refused even where none is needed. */
    private static final class BearerFilter extends OncePerRequestFilter {
        private final ApiTokens tokens;
        private final HandlerExceptionResolver problems;

        BearerFilter(ApiTokens tokens, HandlerExceptionResolver problems) {
            this.tokens = tokens;
            this.problems = problems;
        }

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            var header = request.getHeader("Authorization");
            if (header != null && header.regionMatches(true, 0, "Bearer ", 0, 7)) {
                var token = tokens.find(header.substring(7).strip());
                if (token.isEmpty()) {
                    problems.resolveException(
                            request,
                            response,
                            null,
                            new ProblemException(HttpStatus.UNAUTHORIZED, "identity", "token-unknown"));
                    return;
                }
                var caller = new Caller(
                        token.get().id(),
                        token.get().name(),
                        null,
                        Set.of(token.get().role()),
                        Set.of(),
                        true,
                        token.get().partnerId());
                var context = SecurityContextHolder.createEmptyContext();
                context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                        caller, null, PasswordSignIn.authorities(caller)));
                SecurityContextHolder.setContext(context);
            }
            chain.doFilter(request, response);
        }

        @Override
        protected boolean shouldNotFilter(HttpServletRequest request) {
            return request.getRequestURI().equals(request.getContextPath() + OWN_TOKEN);
        }

        /** An event stream goes on after the request's own thread. */
        @Override
        protected boolean shouldNotFilterAsyncDispatch() {
            return false;
        }
    }
}
