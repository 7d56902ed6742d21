package fr.parvis.testing;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/** A clock that tests move, and passwords that cost next to nothing: hundreds of people sign in. */
@TestConfiguration(proxyBeanMethods = false)
class TestConditions {
    private static final int LEAST = 4;

    @Bean
    @Primary
    TestClock testClock() {
        return new TestClock();
    }

    @Bean
    @Primary
    PasswordEncoder quickPasswords() {
        return new BCryptPasswordEncoder(LEAST);
    }
}
