package fr.parvis.procedures.web;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.procedures.Facts;
import fr.parvis.procedures.LunarSheets;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

@DisplayName("A life event as a plan")
class PlanTest {
    @Test
    void has_its_stages_and_counts_its_steps_through_them() {
        var plan = Plan.of(LunarSheets.read("F98001"));
        assertThat(plan.introduction()).contains("six mois");
        assertThat(plan.stages()).extracting(Plan.Stage::title).containsExactly("Avant le départ", "Après l'arrivée");
        assertThat(plan.stages().stream().flatMap(stage -> stage.steps().stream()))
                .extracting(step -> step.number() + " " + step.title())
                .containsExactly("1 Papiers", "2 Animal", "3 Logement", "4 S'inscrire");
        assertThat(plan.stages().getFirst().steps().getFirst().html()).contains("href=\"/demarches/F98003\"");
        assertThat(plan.rest()).extracting(SheetHtml.Section::name).containsExactly("online");
    }

    @Test
    void has_only_the_steps_that_apply() {
        var sheet = LunarSheets.read("F98001");
        var plan = Plan.of(new Facts(Map.of("T1", false, "T2", true, "T3", false)).applyTo(sheet));
        assertThat(plan.stages().getFirst().steps())
                .extracting(step -> step.number() + " " + step.title())
                .containsExactly("1 Papiers", "2 Logement");
        assertThat(plan.stages().getFirst().steps().getLast().html())
                .contains("<h4>Je suis locataire</h4>", "préavis")
                .doesNotContain("<details");
    }

    @Test
    void may_have_no_stages() {
        var plan = Plan.of(LunarSheets.read("F98005"));
        assertThat(plan.stages()).hasSize(1);
        assertThat(plan.stages().getFirst().title()).isEmpty();
        assertThat(plan.stages().getFirst().introduction()).contains("Un retour se déclare");
        assertThat(plan.stages().getFirst().steps())
                .extracting(Plan.Step::title)
                .containsExactly("Déclarer son retour");
    }

    /** Of the national set, every « Comment faire si » has steps, and no sentence of one is lost. */
    @Test
    @EnabledIfEnvironmentVariable(named = "PARVIS_SHEETS", matches = ".+")
    void is_made_of_every_national_life_event() {
        var events = LunarSheets.national(Plan::isMadeOf);
        assertThat(events).hasSizeGreaterThanOrEqualTo(17);
        for (var sheet : events) {
            var plan = Plan.of(sheet);
            assertThat(plan.stages()).as(sheet.title()).isNotEmpty();
            assertThat(plan.stages().stream().flatMap(stage -> stage.steps().stream()))
                    .as(sheet.title())
                    .hasSizeGreaterThan(1)
                    .allSatisfy(step -> assertThat(step.title()).isNotBlank());
            var shown = new StringBuilder(plan.introduction());
            plan.stages().forEach(stage -> {
                shown.append(stage.introduction());
                stage.steps().forEach(step -> shown.append(step.html()));
            });
            plan.rest().forEach(section -> shown.append(section.html()));
            assertThat(shown.toString().split("<li>").length).as(sheet.title()).isGreaterThan((int)
                    sheet.content().below("Item").count());
        }
    }
}
