package fr.parvis.platform;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.Parvis;
import fr.parvis.testing.ParvisTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** The words that work beside an instance or without one: nothing that serves pages may be needed. */
@ParvisTest
class CommandLineWordsIT {
    @Autowired
    ParvisSettings settings;

    @Test
    void start_without_anything_of_the_web() {
        try (var context = new SpringApplicationBuilder(Parvis.class)
                .web(WebApplicationType.NONE)
                .logStartupInfo(false)
                .run("--parvis.data=" + settings.data(), "--parvis.attach=true", "--db-scheduler.enabled=false")) {
            assertThat(context.getBeansOfType(CommandLineWord.class).values())
                    .extracting(CommandLineWord::word)
                    .contains("account", "import");
        }
    }
}
