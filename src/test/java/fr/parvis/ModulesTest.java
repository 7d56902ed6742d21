package fr.parvis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.docs.Documenter;

class ModulesTest {
    private static final Path DRAWN = Path.of("target", "modules");
    private static final Path KEPT = Path.of("docs", "modules");

    private final ApplicationModules modules = ApplicationModules.of(Parvis.class);

    @Test
    void modules_use_only_what_others_publish_and_never_each_other_in_a_circle() {
        modules.verify();
    }

    /** Drawn in an order that changes from run to run, so a file is replaced only when it says something else. */
    @Test
    void the_diagram_in_the_documentation_is_the_code() throws IOException {
        new Documenter(modules, Documenter.Options.defaults().withOutputFolder(DRAWN.toString()))
                .writeModulesAsPlantUml()
                .writeModuleCanvases();
        try (var drawn = Files.list(DRAWN)) {
            for (var file : drawn.toList()) {
                var kept = KEPT.resolve(file.getFileName());
                if (!Files.exists(kept) || !lines(file).equals(lines(kept))) {
                    Files.copy(file, kept, StandardCopyOption.REPLACE_EXISTING);
                }
                assertThat(lines(kept)).isEqualTo(lines(file));
            }
        }
    }

    private static List<String> lines(Path file) throws IOException {
        return Files.readAllLines(file).stream().map(String::strip).sorted().toList();
    }
}
