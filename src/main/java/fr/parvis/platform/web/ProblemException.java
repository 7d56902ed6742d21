package fr.parvis.platform.web;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * A refusal that reaches the caller as RFC 9457 problem details, or as the same words on a page.
 *
 * <p>{@code type} is {@code urn:parvis:problem:<module>:<name>} and never changes. Title and detail come from the message
 * keys {@code problem.<module>.<name>.title} and {@code problem.<module>.<name>.detail}, in the caller's language.
 */
public final class ProblemException extends ErrorResponseException {
    private final String key;
    private final @Nullable String field;

    /**
     * @param name kebab-case name of the problem inside its module
     * @param field the request field at fault, or null
     * @param facts extra members of the problem body
     * @param arguments fill the placeholders of the detail text
     */
    public ProblemException(
            HttpStatus status,
            String module,
            String name,
            @Nullable String field,
            Map<String, ?> facts,
            Object... arguments) {
        var key = "problem." + module + "." + name;
        var body = ProblemDetail.forStatus(status);
        body.setType(URI.create("urn:parvis:problem:" + module + ":" + name));
        if (field != null) {
            body.setProperty("field", field);
        }
        facts.forEach(body::setProperty);
        super(status, body, null, key + ".detail", arguments);
        this.key = key;
        this.field = field;
    }

    private ProblemException(ProblemException same, String field) {
        var body = ProblemDetail.forStatus(same.getStatusCode());
        body.setType(same.getBody().getType());
        var facts = same.getBody().getProperties();
        if (facts != null) {
            facts.forEach(body::setProperty);
        }
        body.setProperty("field", field);
        super(same.getStatusCode(), body, same, same.getDetailMessageCode(), same.getDetailMessageArguments());
        this.key = same.key;
        this.field = field;
    }

    public ProblemException(HttpStatus status, String module, String name, Object... arguments) {
        this(status, module, name, null, Map.of(), arguments);
    }

    public static ProblemException field(String field, String module, String name, Object... arguments) {
        return new ProblemException(HttpStatus.BAD_REQUEST, module, name, field, Map.of(), arguments);
    }

    /** The same about the fields of a caller who calls them otherwise. */
    public ProblemException named(Map<String, String> names) {
        var other = field == null ? null : names.get(field);
        if (other == null) {
            return this;
        }
        return new ProblemException(this, other);
    }

    public String key() {
        return key;
    }

    public @Nullable String field() {
        return field;
    }

    @Override
    public String getTitleMessageCode() {
        return key + ".title";
    }
}
