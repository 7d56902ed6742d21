package fr.parvis.platform.database;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.parvis.testing.ParvisTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the database refuses is logged by its rule, never with what somebody typed. */
@ParvisTest
class RefusedRowIT {
    @Autowired
    JdbcClient jdbc;

    @Test
    void a_refused_row_is_not_in_the_message_that_a_log_would_hold() {
        assertThatThrownBy(() -> jdbc.sql("insert into relations.replaced_key (key_hash, request_id) values (?, null)")
                        .param("zoe.lunaire@essai.example")
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining("request_id")
                .hasMessageNotContaining("zoe.lunaire");
    }
}
