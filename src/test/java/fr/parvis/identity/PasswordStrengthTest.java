package fr.parvis.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PasswordStrengthTest {
    @Test
    void a_password_costs_who_guesses_it_a_thousand_rounds() {
        assertThat(SecurityConfiguration.passwordEncoder().encode("parvis")).matches("\\$2[aby]\\$1[0-9]\\$.+");
    }
}
