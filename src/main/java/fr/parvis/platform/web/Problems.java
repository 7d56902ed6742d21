package fr.parvis.platform.web;

import fr.parvis.platform.Ids;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.BeansException;
import org.springframework.beans.InvalidPropertyException;
import org.springframework.beans.PropertyAccessException;
import org.springframework.context.MessageSource;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.ModelAndView;
import tools.jackson.core.JsonParser;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.databind.DatabindException;

/** Every refusal in one shape: problem+json under /api, an alert for a partial update, a page otherwise. */
@ControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class Problems {
    /** The fact that says where the form stands which was refused. */
    static final String BACK = "back";

    /** Tokens, as {@link Ids#token} makes them, and references of requests. */
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    private final MessageSource messages;
    private final LocaleResolver languages;

    Problems(MessageSource messages, LocaleResolver languages) {
        this.messages = messages;
        this.languages = languages;
    }

    @ExceptionHandler
    Object refused(ProblemException problem, HttpServletRequest request, HttpServletResponse response) {
        return show(problem, request, response);
    }

    @ExceptionHandler
    Object unreadable(
            HttpMessageNotReadableException failure, HttpServletRequest request, HttpServletResponse response) {
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof ProblemException problem) {
                return show(problem, request, response);
            }
        }
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof DatabindException databind
                    && !databind.getPath().isEmpty()) {
                var field = databind.getPath().stream()
                        .map(step ->
                                step.getPropertyName() == null ? "[" + step.getIndex() + "]" : step.getPropertyName())
                        .collect(Collectors.joining("."))
                        .replace(".[", "[");
                return show(ProblemException.field(field, "platform", "field-malformed", field), request, response);
            }
            // a number too large for its field: Jackson names the place only by what it was reading
            if (cause instanceof InputCoercionException number && number.processor() instanceof JsonParser parser) {
                var field = parser.streamReadContext()
                        .pathAsPointer()
                        .toString()
                        .replaceFirst("^/", "")
                        .replace('/', '.');
                return show(ProblemException.field(field, "platform", "field-malformed", field), request, response);
            }
        }
        return show(ProblemException.field("body", "platform", "body-malformed"), request, response);
    }

    @ExceptionHandler
    Object malformed(
            MethodArgumentTypeMismatchException failure, HttpServletRequest request, HttpServletResponse response) {
        if (!isApi(request)) {
            return show(
                    failure.getParameter().hasParameterAnnotation(PathVariable.class)
                            ? known(HttpStatus.NOT_FOUND, address(request))
                            : new ProblemException(HttpStatus.BAD_REQUEST, "platform", "page-malformed"),
                    request,
                    response);
        }
        return show(
                ProblemException.field(failure.getName(), "platform", "field-malformed", failure.getName()),
                request,
                response);
    }

    /** Names of fields that no form here has: {@code words[0]}. */
    @ExceptionHandler
    Object unbound(BeansException failure, HttpServletRequest request, HttpServletResponse response) throws Exception {
        if (failure instanceof InvalidPropertyException || failure instanceof PropertyAccessException) {
            return show(new ProblemException(HttpStatus.BAD_REQUEST, "platform", "page-malformed"), request, response);
        }
        return unexpected(failure, request, response);
    }

    @ExceptionHandler
    Object forbidden(AccessDeniedException failure, HttpServletRequest request, HttpServletResponse response) {
        if (request.getUserPrincipal() == null && !isApi(request)) {
            throw failure;
        }
        return show(
                request.getUserPrincipal() == null
                        ? new ProblemException(HttpStatus.UNAUTHORIZED, "identity", "token-missing")
                        : new ProblemException(
                                HttpStatus.FORBIDDEN, "identity", isApi(request) ? "not-allowed" : "page-not-allowed"),
                request,
                response);
    }

    @ExceptionHandler
    void readerLeft(AsyncRequestNotUsableException failure) {
        LOG.debug("the reader left: {}", failure.getMessage());
    }

    @ExceptionHandler
    Object unexpected(Exception failure, HttpServletRequest request, HttpServletResponse response) throws Exception {
        if (failure instanceof AuthenticationException) {
            throw failure;
        }
        if (failure instanceof ErrorResponse known && known.getStatusCode().is4xxClientError()) {
            var problem = known(HttpStatus.valueOf(known.getStatusCode().value()), address(request));
            problem.getHeaders().putAll(known.getHeaders());
            return show(problem, request, response);
        }
        var reference = Ids.token().substring(0, 8);
        LOG.error("unexpected failure {} on {} {}", reference, request.getMethod(), logged(address(request)), failure);
        return show(
                new ProblemException(
                        HttpStatus.INTERNAL_SERVER_ERROR,
                        "platform",
                        "unexpected",
                        null,
                        Map.of("reference", reference),
                        reference),
                request,
                response);
    }

    /** A refusal of the web itself. */
    static ProblemException known(HttpStatus status, String address) {
        var name = switch (status) {
            case NOT_FOUND -> "not-found";
            case METHOD_NOT_ALLOWED -> "method-not-allowed";
            case UNSUPPORTED_MEDIA_TYPE -> "media-type-unsupported";
            case NOT_ACCEPTABLE -> "not-acceptable";
            default -> "request-malformed";
        };
        return new ProblemException(status, "platform", name, address);
    }

    private Object show(ProblemException problem, HttpServletRequest request, HttpServletResponse response) {
        var locale = languages.resolveLocale(request);
        var title = text(problem.getTitleMessageCode(), problem, locale);
        var detail = text(problem.getDetailMessageCode(), problem, locale);
        problem.getHeaders().forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
        response.setHeader(HttpHeaders.CONTENT_LANGUAGE, locale.getLanguage());
        response.addHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE);
        if (isApi(request)) {
            if (problem.getStatusCode() == HttpStatus.UNAUTHORIZED) {
                response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
            }
            return json(problem, title, detail, request);
        }
        var kiosk = KioskRefusal.of(problem, request);
        if (kiosk != null) {
            return kiosk.page(title, detail, response, code -> messages.getMessage(code, null, locale));
        }
        var view = request.getHeader("HX-Request") == null ? "platform/problem" : "platform/alert :: alert";
        var page = new ModelAndView(view);
        // not "title": the layout's own parameter would hide it
        page.addObject("heading", title);
        page.addObject("detail", detail);
        page.addObject("status", problem.getStatusCode().value());
        var facts = problem.getBody().getProperties();
        page.addObject(BACK, facts == null ? null : facts.get(BACK));
        page.setStatus(problem.getStatusCode());
        return page;
    }

    private static ResponseEntity<ProblemDetail> json(
            ProblemException problem, String title, String detail, HttpServletRequest request) {
        var body = problem.getBody();
        body.setTitle(title);
        body.setDetail(detail);
        body.setInstance(URI.create(address(request)));
        var field = problem.field();
        if (field != null) {
            body.setProperty("errors", List.of(Map.of("field", field, "message", detail)));
        }
        return ResponseEntity.status(problem.getStatusCode())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(body);
    }

    private String text(@Nullable String code, ProblemException problem, Locale locale) {
        return Objects.requireNonNull(
                messages.getMessage(Objects.requireNonNull(code), problem.getDetailMessageArguments(), code, locale));
    }

    /** The address that was asked for, also when the container has come back about it. */
    /** Whoever knows the token of an address may do what its owner may: it is in no log. */
    static String logged(String address) {
        return SecretPaths.hidden(address);
    }

    static String address(HttpServletRequest request) {
        return request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String asked
                ? asked
                : request.getRequestURI();
    }

    static boolean isApi(HttpServletRequest request) {
        var address = address(request);
        return address.startsWith("/api/") || address.startsWith("/actuator/");
    }
}
