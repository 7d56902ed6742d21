package fr.parvis.procedures;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.procedures.SheetOpinions.Share;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The share of readers who find a sheet clear")
class ShareTest {
    @Test
    void comes_with_an_interval_that_says_how_few_they_are() {
        // Wilson (1927): 8 of 10 gives 49 to 94 %, 80 of 100 gives 71 to 87 %
        assertThat(new Share(10, 8))
                .extracting(Share::percent, Share::low, Share::high)
                .containsExactly(80, 49, 94);
        assertThat(new Share(100, 80))
                .extracting(Share::percent, Share::low, Share::high)
                .containsExactly(80, 71, 87);
    }

    @Test
    void is_not_certain_when_all_agree() {
        assertThat(new Share(3, 0)).extracting(Share::low, Share::high).containsExactly(0, 56);
        assertThat(new Share(3, 3)).extracting(Share::low, Share::high).containsExactly(44, 100);
    }
}
