package fr.parvis.procedures.api;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.procedures.NationalSheets;
import fr.parvis.procedures.SheetImport;
import fr.parvis.testing.Api;
import fr.parvis.testing.ParvisTest;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Anybody may ask: the calls carry no token. */
@ParvisTest
class ChecklistApiIT {
    private static final String PATH = "/api/v1/procedures/F21089/checklist";

    @Autowired
    SheetImport imports;

    @LocalServerPort
    int port;

    @TempDir
    Path folder;

    Api anybody = new Api(0, "");

    @BeforeEach
    void bring() throws IOException {
        NationalSheets.copy(folder, "F21089");
        imports.run(folder.resolve("F21089.json"), _ -> {});
        anybody = new Api(port, "");
    }

    @Test
    void asks_until_there_is_nothing_left_to_ask() {
        var answers = new StringBuilder();
        for (int asked = 0; asked < 6; asked++) {
            var list = anybody.post(PATH, "{\"answers\":{" + answers + "}}");
            assertThat(list.status()).as(list.http().body()).isEqualTo(200);
            assertThat(list.json().path("documents")).isNotEmpty();
            var questions = list.json().path("questions");
            if (questions.isEmpty()) {
                assertThat(list.json().path("documents").valueStream())
                        .allSatisfy(document -> assertThat(document.path("ifs")).isEmpty());
                assertThat(list.json().path("steps")).isNotEmpty();
                assertThat(list.json().path("cost").asString()).contains("gratuit");
                assertThat(list.json().path("where")).isNotEmpty();
                return;
            }
            var question = questions.get(0);
            answers.append(answers.isEmpty() ? "" : ",")
                    .append('"')
                    .append(question.path("id").asString())
                    .append("\":\"")
                    .append(question.path("choices").get(0).path("id").asString())
                    .append('"');
        }
        throw new AssertionError("it never ends asking");
    }

    @Test
    void without_a_body_everything_is_open() {
        var list = anybody.post(PATH, "");
        assertThat(list.status()).as(list.http().body()).isEqualTo(200);
        assertThat(list.json().path("questions")).isNotEmpty();
        assertThat(list.json().path("documents").valueStream())
                .anySatisfy(document -> assertThat(document.path("ifs")).isNotEmpty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"answers\":{\"q000000\":\"oui\"}}|400|answers.q000000",
                "{\"answers\":{\"qf21590\":\"sur-la-lune\"}}|400|answers.qf21590",
                "{\"answers\":{\"qf21590\":null}}|400|answers.qf21590"
            })
    void names_the_answer_that_does_not_fit(String body, int status, String field) {
        var refused = anybody.post(PATH, body);
        assertThat(refused.status()).as(refused.http().body()).isEqualTo(status);
        assertThat(refused.text("field")).isEqualTo(field);
        assertThat(refused.text("detail")).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{\"answers\":[]}|400", "{\"answers\":{\"qf21590\":{\"a\":1}}}|400", "{|400"})
    void refuses_what_is_no_answer(String body, int status) {
        assertThat(anybody.post(PATH, body).status()).isEqualTo(status);
    }

    @Test
    void knows_no_list_of_an_unknown_sheet() {
        assertThat(anybody.post("/api/v1/procedures/F0/checklist", "{}").status())
                .isEqualTo(404);
    }
}
