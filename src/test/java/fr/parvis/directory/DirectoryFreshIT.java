package fr.parvis.directory;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.Town;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ParvisTest
class DirectoryFreshIT {
    @Autowired
    Town town;

    @Autowired
    Directory directory;

    @Autowired
    DirectoryEditor editor;

    @Test
    void names_stand_in_the_order_of_a_french_reader() {
        var place = town.place(1, 1);
        for (var name : List.of("Yanis Ordre", "Élise Ordre", "Zoé Ordre", "Émile Ordre", "Eva Ordre")) {
            town.agentAt(place, name);
        }
        assertThat(directory.agentsAt(place.site().id()))
                .extracting(Agent::name)
                .containsExactly("Élise Ordre", "Émile Ordre", "Eva Ordre", "Yanis Ordre", "Zoé Ordre");
    }

    @Test
    void whoever_has_changed_something_never_reads_what_was_before_however_many_read_at_the_same_time() {
        var site = town.place(1, 1).site();
        var done = new AtomicBoolean();
        try (var readers = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < 4; i++) {
                readers.execute(() -> {
                    while (!done.get()) {
                        directory.site(site.id());
                    }
                });
            }
            try {
                for (int i = 0; i < 150; i++) {
                    editor.updateSite(
                            site.id(),
                            "Mairie " + i,
                            site.address(),
                            site.zone().getId(),
                            "",
                            "",
                            true);
                    assertThat(directory.site(site.id()).name()).isEqualTo("Mairie " + i);
                }
            } finally {
                done.set(true);
            }
        }
    }
}
