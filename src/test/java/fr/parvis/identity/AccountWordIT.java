package fr.parvis.identity;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.Town;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What {@code ./parvis account} says to whoever mistypes. */
@ParvisTest
class AccountWordIT {
    @Autowired
    AccountWord word;

    @Autowired
    Accounts accounts;

    @Autowired
    Town town;

    private record Said(int exit, String err) {}

    private Said run(String line) {
        var before = System.err;
        var bytes = new ByteArrayOutputStream();
        System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            return new Said(word.run(List.of(line.split(" "))), bytes.toString(StandardCharsets.UTF_8));
        } finally {
            System.setErr(before);
        }
    }

    @Test
    void an_unknown_role_is_answered_with_the_known_ones() {
        for (var role : List.of("NOPE", "KIOSK", "ADMIN,NOPE")) {
            var said = run("create --login nope@essai.example --role " + role);
            assertThat(said.exit()).isEqualTo(2);
            assertThat(said.err())
                    .contains("AGENT, SUPERVISOR, QUALITY, TRAINER, ADMIN")
                    .doesNotContain("enum", "fr.parvis");
        }
        assertThat(accounts.find("nope@essai.example")).isEmpty();
    }

    @Test
    void a_password_file_that_is_not_there_is_named() {
        var said = run("create --login nope@essai.example --role ADMIN --password-file /nulle/part");
        assertThat(said.exit()).isEqualTo(2);
        assertThat(said.err()).contains("The password file /nulle/part does not exist.");
    }

    @Test
    void an_unknown_option_is_refused_before_anything_is_done() {
        var login = town.account("Essai Reset", Role.ADMIN);
        var hash = accounts.find(login).orElseThrow().passwordHash();
        for (var line : List.of(
                "reset --login " + login + " --foo bar",
                "reset --login " + login + " --role ADMIN",
                "reset --login " + login + " --foo",
                "reset --login " + login + " bar",
                "reset")) {
            assertThat(run(line).exit()).as(line).isEqualTo(2);
        }
        assertThat(run("reset --login " + login + " --foo bar").err()).contains("--foo");
        assertThat(accounts.find(login).orElseThrow().passwordHash()).isEqualTo(hash);
    }
}
