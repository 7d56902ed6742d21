package fr.parvis.testing;

import com.github.benmanes.caffeine.cache.Cache;
import fr.parvis.Parvis;
import fr.parvis.platform.web.RateLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.junit.jupiter.SpringExtension;
import org.springframework.test.util.ReflectionTestUtils;

/** A whole instance on its own embedded PostgreSQL, shared by all the tests that carry this annotation. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = {Parvis.class, Town.class, TestConditions.class},
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ExtendWith({ParvisTest.OldTownsClosed.class, ParvisTest.NobodyHeldBack.class})
@ContextConfiguration(initializers = ParvisTest.NewData.class)
public @interface ParvisTest {
    /**
     * The sites of the classes before are no longer on the pages that show them all, and what those classes wrote about the services that
     * all share does not stand any more: a class finds the same whichever came before.
     */
    final class OldTownsClosed implements BeforeAllCallback {
        @Override
        public void beforeAll(ExtensionContext test) {
            var context = SpringExtension.getApplicationContext(test);
            context.getBean(Town.class).closeAll();
            context.getBean(JdbcClient.class)
                    .sql("delete from appointments.terms")
                    .update();
        }
    }

    /** All browsers of the tests have one address: none is held back for what the others did. */
    final class NobodyHeldBack implements BeforeEachCallback {
        @Override
        public void beforeEach(ExtensionContext test) {
            var limits = SpringExtension.getApplicationContext(test).getBean(RateLimits.class);
            ((Cache<?, ?>) Objects.requireNonNull(ReflectionTestUtils.getField(limits, "buckets"))).invalidateAll();
        }
    }

    final class NewData implements ApplicationContextInitializer<ConfigurableApplicationContext> {
        @Override
        public void initialize(ConfigurableApplicationContext context) {
            try {
                var data = Files.createTempDirectory("parvis-test");
                context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new MapPropertySource(
                                "test",
                                Map.of(
                                        "parvis.data",
                                        data.toString(),
                                        "parvis.insecure-cookies",
                                        "true",
                                        "parvis.calendar-hosts",
                                        "localhost",
                                        "parvis.webhook-hosts",
                                        "localhost",
                                        "parvis.push-hosts",
                                        "localhost, *.push.example",
                                        "parvis.franceconnect-issuer",
                                        IdentityProvider.shared().issuer(),
                                        "parvis.franceconnect-client-id",
                                        IdentityProvider.CLIENT,
                                        "parvis.franceconnect-client-secret",
                                        IdentityProvider.SECRET)));
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }
}
