package fr.parvis.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealerTest {
    private static final byte[] WORDS = "Camille demande un acte".getBytes(StandardCharsets.UTF_8);
    private static final byte[] KEY = key(1);
    private static final byte[] OTHER = key(2);

    @TempDir
    Path folder;

    private final StoredSettings stored = stored();

    private static byte[] key(int filled) {
        var key = new byte[32];
        Arrays.fill(key, (byte) filled);
        return key;
    }

    private static StoredSettings stored() {
        var values = new HashMap<String, String>();
        var stored = mock(StoredSettings.class);
        when(stored.find(anyString())).thenAnswer(call -> Optional.ofNullable(values.get(call.<String>getArgument(0))));
        doAnswer(call -> values.put(call.getArgument(0), call.getArgument(1)))
                .when(stored)
                .put(any(), any());
        return stored;
    }

    @Test
    void what_is_sealed_opens_in_its_place_alone_and_reads_like_nothing() {
        var sealer = new Sealer(List.of(KEY), stored);
        var sealed = sealer.seal(WORDS, "table 1");
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("Camille");
        assertThat(sealer.open(sealed, "table 1")).isEqualTo(WORDS);
        assertThat(sealer.seal(WORDS, "table 1")).isNotEqualTo(sealed);
        assertThatThrownBy(() -> sealer.open(sealed, "table 2")).isInstanceOf(Sealer.Unopened.class);
    }

    @Test
    void one_changed_bit_anywhere_and_it_does_not_open() {
        var sealer = new Sealer(List.of(KEY), stored);
        var sealed = sealer.seal(WORDS, "table 1");
        for (int i = 0; i < sealed.length; i++) {
            var changed = sealed.clone();
            changed[i] ^= 1;
            assertThatThrownBy(() -> sealer.open(changed, "table 1")).isInstanceOf(Sealer.Unopened.class);
        }
        assertThatThrownBy(() -> sealer.open(new byte[3], "table 1")).isInstanceOf(Sealer.Unopened.class);
    }

    @Test
    void an_instance_with_another_key_seals_nothing_into_the_same_database() {
        new Sealer(List.of(KEY), stored).seal(WORDS, "table 1");
        assertThatThrownBy(() -> new Sealer(List.of(OTHER), stored).seal(WORDS, "table 1"))
                .isInstanceOf(Sealer.Unopened.class)
                .hasMessageContaining("PARVIS_ENCRYPTION_KEY");
    }

    @Test
    void a_new_key_before_the_old_one_seals_and_the_old_one_still_opens() {
        var sealed = new Sealer(List.of(KEY), stored).seal(WORDS, "table 1");
        var both = new Sealer(List.of(OTHER, KEY), stored);
        assertThat(both.open(sealed, "table 1")).isEqualTo(WORDS);
        var renewed = both.seal(WORDS, "table 1");
        assertThat(new Sealer(List.of(OTHER), stored).open(renewed, "table 1")).isEqualTo(WORDS);
        assertThatThrownBy(() -> new Sealer(List.of(OTHER), stored).open(sealed, "table 1"))
                .hasMessageContaining("another key");
    }

    @Test
    void the_key_is_made_once_and_nobody_else_may_read_it() throws Exception {
        var first = SealingKeys.of("", folder);
        var file = folder.resolve(SealingKeys.FILE);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(SealingKeys.of("", folder).getFirst()).isEqualTo(first.getFirst());
        Files.writeString(file, "court");
        assertThatThrownBy(() -> SealingKeys.of("", folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("32 bytes")
                .hasMessageNotContaining("court");
    }
}
