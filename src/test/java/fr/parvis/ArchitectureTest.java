package fr.parvis;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RestController;

@AnalyzeClasses(packages = "fr.parvis", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    /** A type says so in its own description, where whoever changes it reads it. */
    private static final Pattern CALLED_PURE = Pattern.compile(
            "/\\*\\*(?:(?!\\*/).)*?\\bPure[.:](?:(?!\\*/).)*?\\*/\\s+(?:(?:public|final|sealed) )*(?:class|record|interface|enum) ",
            Pattern.DOTALL);

    @ArchTest
    static void what_is_called_pure_knows_neither_spring_nor_sql(JavaClasses all) throws IOException {
        var pure = calledPure();
        assertThat(pure)
                .as("the algorithms that the tour names")
                .contains(
                        "fr.parvis.queue.QueueOrder",
                        "fr.parvis.directory.OpeningCalendar",
                        "fr.parvis.forecast.WaitForecast");
        noClasses()
                .that(DescribedPredicate.describe("are called pure", type -> pure.contains(type.getName())))
                .should()
                .transitivelyDependOnClassesThat()
                .resideInAnyPackage("org.springframework..", "java.sql..", "javax.sql..")
                .check(all);
    }

    private static Set<String> calledPure() throws IOException {
        var sources = Path.of("src/main/java");
        try (var files = Files.walk(sources)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> CALLED_PURE.matcher(text(file)).find())
                    .map(file -> sources.relativize(file)
                            .toString()
                            .replace(".java", "")
                            .replace('/', '.'))
                    .collect(Collectors.toSet());
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @ArchTest
    static final ArchRule pages_and_apis_are_nobody_elses_business = classes()
            .that()
            .areAnnotatedWith(Controller.class)
            .or()
            .areAnnotatedWith(RestController.class)
            .should()
            .bePackagePrivate();

    @ArchTest
    static final ArchRule nothing_is_injected_into_fields =
            fields().should().notBeAnnotatedWith(Autowired.class).allowEmptyShould(true);

    @ArchTest
    static final ArchRule time_comes_from_the_clock = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.util.Date");
}
