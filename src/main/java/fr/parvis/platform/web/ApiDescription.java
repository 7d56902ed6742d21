package fr.parvis.platform.web;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;

/** What every call of /api/v1 has in common, told once: how it refuses, and how it is repeated safely. */
@Configuration(proxyBeanMethods = false)
class ApiDescription {
    private static final String KEY = "Idempotency-Key";
    /** Calls that need no token, but are limited without one. */
    private static final Set<String> OPEN_TO_ALL = Set.of("/api/v1/sites/{site}/tickets", "/api/v1/feedback");

    @Bean
    OpenApiCustomizer refusalsAndRepetition() {
        return api -> {
            api.getComponents().addSchemas("Problem", problem());
            api.getPaths()
                    .forEach((path, item) ->
                            item.readOperationsMap().forEach((method, operation) -> complete(path, method, operation)));
        };
    }

    private static void complete(String path, HttpMethod method, Operation operation) {
        var acts = method == HttpMethod.POST;
        var refusals = new LinkedHashSet<>(
                List.of(HttpStatus.BAD_REQUEST, HttpStatus.UNAUTHORIZED, HttpStatus.FORBIDDEN, HttpStatus.NOT_FOUND));
        if (acts) {
            refusals.add(HttpStatus.CONFLICT);
            refusals.add(HttpStatus.UNPROCESSABLE_CONTENT);
            repeatable(operation);
        }
        if (acts && OPEN_TO_ALL.contains(path)) {
            refusals.add(HttpStatus.TOO_MANY_REQUESTS);
            operation.setSecurity(List.of(new SecurityRequirement(), new SecurityRequirement().addList("token")));
        }
        refusals.forEach(
                status -> operation.getResponses().putIfAbsent(Integer.toString(status.value()), refusal(status)));
    }

    private static void repeatable(Operation operation) {
        var known = Objects.requireNonNullElse(
                operation.getParameters(), List.<io.swagger.v3.oas.models.parameters.Parameter>of());
        if (known.stream().noneMatch(parameter -> parameter.getName().equals(KEY))) {
            operation.addParametersItem(
                    new HeaderParameter().name(KEY).required(false).schema(text(null)));
        }
        operation.getParameters().stream()
                .filter(parameter -> parameter.getName().equals(KEY))
                .forEach(parameter -> parameter.setDescription(
                        "Any text of at most 200 characters: the same key gives the first call's answer again."));
        operation.getResponses().forEach((status, response) -> {
            if (status.startsWith("2")) {
                response.addHeaderObject(
                        "Idempotent-Replayed",
                        new Header()
                                .schema(text(null))
                                .description("\"true\" when this is the first call's answer given again."));
            }
        });
    }

    private static ApiResponse refusal(HttpStatus status) {
        var media = new MediaType().schema(new Schema<>().$ref("#/components/schemas/Problem"));
        return new ApiResponse()
                .description(status.getReasonPhrase())
                .content(new Content().addMediaType("application/problem+json", media));
    }

    private static Schema<?> problem() {
        var error = typed("object", null);
        error.addProperty("field", text(null));
        error.addProperty("message", text(null));
        var errors = typed("array", null);
        errors.setItems(error);
        var problem = typed("object", "Problem details (RFC 9457).");
        problem.addProperty("type", text("urn:parvis:problem:<module>:<name>; never changes."));
        problem.addProperty("title", text("In the caller's language."));
        problem.addProperty("status", typed("integer", null));
        problem.addProperty("detail", text("What to do, in the caller's language."));
        problem.addProperty("instance", text(null));
        problem.addProperty("field", text("The field at fault, when there is one."));
        problem.addProperty("errors", errors);
        problem.setRequired(List.of("type", "title", "status", "detail"));
        problem.setAdditionalProperties(true);
        return problem;
    }

    private static Schema<?> text(@Nullable String description) {
        return typed("string", description);
    }

    private static Schema<?> typed(String type, @Nullable String description) {
        var schema = new Schema<>();
        schema.setType(type);
        schema.setTypes(Set.of(type));
        schema.setDescription(description);
        return schema;
    }
}
