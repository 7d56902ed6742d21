package fr.parvis.identity;

import fr.parvis.platform.Idempotency;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.Advisor;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.annotation.AnnotationMatchingPointcut;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import tools.jackson.databind.json.JsonMapper;

/** Stores the answer of a {@link Retried} act with the act, and gives it again. */
@Configuration(proxyBeanMethods = false)
@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
class RetriedActs {
    /** After the check of rights, which stands before. */
    private static final int AFTER_SECURITY = 10_000;

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static Advisor retriedActsAdvisor(
            ObjectProvider<Idempotency> idempotency,
            ObjectProvider<TransactionTemplate> transactions,
            ObjectProvider<JsonMapper> json) {
        MethodInterceptor advice = invocation -> {
            var key = key();
            if (key == null) {
                return invocation.proceed();
            }
            return new Once(idempotency.getObject(), transactions.getObject(), json.getObject()).run(invocation, key);
        };
        var advisor = new DefaultPointcutAdvisor(new AnnotationMatchingPointcut(null, Retried.class), advice);
        advisor.setOrder(AFTER_SECURITY);
        return advisor;
    }

    private static @Nullable String key() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes servlet
                ? servlet.getRequest().getHeader("Idempotency-Key")
                : null;
    }

    private record Once(Idempotency idempotency, TransactionTemplate transactions, JsonMapper json) {
        /** Answers by itself: nothing is left for the controller's result to say. */
        @Nullable
        Object run(MethodInvocation act, String key) throws IOException {
            var caller = Caller.current().map(known -> known.id().toString()).orElse("");
            var asked = act.getMethod().getName() + json.writeValueAsString(Arrays.asList(act.getArguments()));
            send(Objects.requireNonNull(
                    transactions.execute(_ -> idempotency.once("acts:" + caller, key, asked, () -> store(act)))));
            return null;
        }

        /** The stored text itself: read and written again it would no longer be the same to the letter. */
        private static void send(ResponseEntity<String> answer) throws IOException {
            var attributes = (ServletRequestAttributes) RequestContextHolder.currentRequestAttributes();
            var response = Objects.requireNonNull(attributes.getResponse());
            response.setStatus(answer.getStatusCode().value());
            answer.getHeaders().forEach((name, values) -> values.forEach(value -> response.setHeader(name, value)));
            var text = answer.getBody();
            if (text == null || text.isEmpty()) {
                return;
            }
            var bytes = text.getBytes(StandardCharsets.UTF_8);
            response.setContentType(MediaType.APPLICATION_JSON_VALUE);
            response.setContentLength(bytes.length);
            response.getOutputStream().write(bytes);
        }

        private ResponseEntity<String> store(MethodInvocation act) {
            Object result;
            try {
                result = act.proceed();
            } catch (RuntimeException | Error failure) {
                throw failure;
            } catch (Throwable failure) {
                throw new IllegalStateException(failure);
            }
            if (result instanceof ResponseEntity<?> whole) {
                return ResponseEntity.status(whole.getStatusCode())
                        .body(whole.getBody() == null ? "" : json.writeValueAsString(whole.getBody()));
            }
            var said = AnnotatedElementUtils.findMergedAnnotation(act.getMethod(), ResponseStatus.class);
            return ResponseEntity.status(said == null ? HttpStatus.OK : said.code())
                    .body(json.writeValueAsString(result));
        }
    }
}
