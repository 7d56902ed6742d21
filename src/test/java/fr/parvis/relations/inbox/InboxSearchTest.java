package fr.parvis.relations.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InboxSearchTest {
    @Test
    void what_is_typed_is_cut_into_words_that_no_query_language_can_read_otherwise() {
        assertThat(InboxSearch.words("l’identité d'État")).containsExactly("l", "identité", "d", "État");
        assertThat(InboxSearch.words("a'b & !(c) | d:*\\")).containsExactly("a", "b", "c", "d");
        assertThat(InboxSearch.words("zoe.essai+1@lune.example")).containsExactly("zoe.essai+1@lune.example");
        assertThat(InboxSearch.words("'@'\\")).containsExactly("@");
        assertThat(InboxSearch.words("  ")).isEmpty();
    }

    @Test
    void a_number_is_one_word_however_it_is_written() {
        assertThat(InboxSearch.words("06 12 34 56 78")).containsExactly("0612345678");
        assertThat(InboxSearch.words("+33 6 12.34.56.78")).containsExactly("0612345678");
        assertThat(InboxSearch.words("3 enfants")).containsExactly("3", "enfants");
    }

    @Test
    void nobody_makes_it_look_for_a_whole_book() {
        assertThat(InboxSearch.words("mot ".repeat(1000))).hasSize(8);
    }
}
