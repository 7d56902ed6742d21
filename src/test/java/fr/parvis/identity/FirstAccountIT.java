package fr.parvis.identity;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.testing.ParvisTest;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** An instance of its own: nobody has an account yet. */
@ParvisTest
@TestPropertySource(properties = "spring.application.name=first-account")
class FirstAccountIT {
    @Autowired
    FirstSteps steps;

    @Autowired
    Accounts accounts;

    @Test
    void of_many_first_visitors_at_once_one_alone_becomes_the_administrator() throws Exception {
        try (var visitors = Executors.newVirtualThreadPerTaskExecutor()) {
            var outcomes = visitors.invokeAll(IntStream.range(0, 12)
                    .<Callable<String>>mapToObj(i -> () -> FirstVisitIT.refusal(() ->
                            steps.take(steps.code(), "Ville " + i, "admin" + i, "Admin", "une phrase très longue")))
                    .toList());
            var refused = 0;
            for (var outcome : outcomes) {
                refused += outcome.get().isEmpty() ? 0 : 1;
            }
            assertThat(refused).isEqualTo(11);
        }
        assertThat(accounts.list()).hasSize(1);
    }
}
