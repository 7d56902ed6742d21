package fr.parvis.relations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import fr.parvis.messaging.incoming.Verdict;
import fr.parvis.messaging.incoming.VirusScan;
import fr.parvis.platform.Sealer;
import fr.parvis.platform.web.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What people send on our pages goes by the same scanner as what they send by e-mail. */
class DocumentsScanTest {
    private static final List<Documents.Sent> SENT =
            List.of(new Documents.Sent("livret.pdf", "%PDF-1.7".getBytes(StandardCharsets.US_ASCII)));

    private static Documents with(Verdict.Kind verdict, boolean there) {
        var scanner = mock(VirusScan.class);
        when(scanner.isThere()).thenReturn(there);
        when(scanner.of(any())).thenReturn(new Verdict(verdict, ""));
        return new Documents(mock(JdbcClient.class), mock(Sealer.class), scanner, Clock.systemUTC());
    }

    @Test
    void a_virus_is_refused_and_so_is_what_the_scanner_has_not_looked_at() {
        assertThat(with(Verdict.Kind.CLEAN, true).checked(SENT)).hasSize(1);
        assertThat(with(Verdict.Kind.UNCHECKED, false).checked(SENT))
                .as("no scanner")
                .hasSize(1);
        refused(with(Verdict.Kind.INFECTED, true), "file-infected");
        refused(with(Verdict.Kind.UNCHECKED, true), "file-not-checked");
    }

    private static void refused(Documents documents, String problem) {
        assertThatThrownBy(() -> documents.checked(SENT)).isInstanceOfSatisfying(ProblemException.class, refusal -> {
            assertThat(refusal.field()).isEqualTo("files");
            assertThat(refusal.key()).endsWith(problem);
        });
    }
}
