package fr.parvis.identity;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.testing.ParvisTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;

/** Two requests of one person at the same instant. */
@ParvisTest
class SessionWritingIT {
    @Autowired
    SessionRepository<? extends Session> sessions;

    @Test
    void what_two_requests_add_to_a_session_at_once_fails_neither() {
        assertThat(addTwice(sessions)).isEqualTo("second");
    }

    private static <S extends Session> String addTwice(SessionRepository<S> sessions) {
        var session = sessions.createSession();
        sessions.save(session);
        var one = java.util.Objects.requireNonNull(sessions.findById(session.getId()));
        var other = java.util.Objects.requireNonNull(sessions.findById(session.getId()));
        one.setAttribute("essai", "first");
        other.setAttribute("essai", "second");
        sessions.save(one);
        sessions.save(other);
        return java.util.Objects.requireNonNull(sessions.findById(session.getId()))
                .getAttribute("essai");
    }
}
