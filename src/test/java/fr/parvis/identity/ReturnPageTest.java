package fr.parvis.identity;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.platform.Ids;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReturnPageTest {
    private static Caller caller(Role role) {
        return new Caller(Ids.next(), "Essai", null, Set.of(role), Set.of(), false);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/agent/messages/01890000-0000-7000-8000-000000000000?vue=a-moi",
                "/agent/appels/note?numero=%2B33612345678&canal=counter",
                "/agent/discussions"
            })
    void a_page_of_the_staff_is_come_back_to(String page) {
        assertThat(ReturnPage.of(page, caller(Role.AGENT))).contains(page);
        assertThat(ReturnPage.of(page, caller(Role.QUALITY))).isEmpty();
        assertThat(ReturnPage.of(page, caller(Role.PARTNER))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/qualite",
                "/qualite/actions/01890000-0000-7000-8000-000000000000",
                "/agent/reclamations?motif=a"
            })
    void what_is_for_quality_is_not_for_agents(String page) {
        assertThat(ReturnPage.of(page, caller(Role.QUALITY))).contains(page);
        assertThat(ReturnPage.of(page, caller(Role.SUPERVISOR))).contains(page);
        assertThat(ReturnPage.of(page, caller(Role.AGENT))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/qualiteX",
                "/agent/",
                "/reclamations",
                "https://ailleurs.example/agent/messages",
                "//ailleurs.example/agent/messages",
                "/agent//ailleurs.example",
                "/agent/../admin",
                "/agent/messages/..%2f..%2fadmin",
                "/agent/messages\r\nSet-Cookie: a=b",
                "/agent\\ailleurs.example",
                "/agent/messages#/admin",
                "/admin/comptes",
                "/agentx/messages",
                "agent/messages",
                ""
            })
    void nothing_else_is(String page) {
        assertThat(ReturnPage.read(page)).isEmpty();
        assertThat(ReturnPage.of(page, caller(Role.ADMIN))).isEmpty();
    }
}
