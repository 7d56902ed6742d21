package fr.parvis;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.docs.Documenter;

class ModulesTest {
    private final ApplicationModules modules = ApplicationModules.of(Parvis.class);

    @Test
    void modules_use_only_what_others_publish_and_never_each_other_in_a_circle() {
        modules.verify();
    }

    @Test
    void the_diagram_in_the_documentation_is_the_code() {
        new Documenter(modules, Documenter.Options.defaults().withOutputFolder("docs/modules"))
                .writeModulesAsPlantUml()
                .writeModuleCanvases();
    }
}
