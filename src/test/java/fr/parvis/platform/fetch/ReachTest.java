package fr.parvis.platform.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("From where an address is reached")
class ReachTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, EVERYWHERE",
        "2001:db8::7, EVERYWHERE",
        "100.128.0.1, EVERYWHERE",
        "127.0.0.1, INSIDE",
        "::1, INSIDE",
        "::ffff:127.0.0.1, INSIDE",
        "0.0.0.0, INSIDE",
        "10.1.2.3, INSIDE",
        "172.31.0.1, INSIDE",
        "192.168.1.1, INSIDE",
        "100.64.0.1, INSIDE",
        "fd00:ec2::254, INSIDE",
        "169.254.169.254, NEVER",
        "::ffff:169.254.169.254, NEVER",
        "fe80::1, NEVER",
        "64:ff9b::a00:1, INSIDE",
        "64:ff9b::a9fe:a9fe, NEVER",
        "64:ff9b::c000:207, EVERYWHERE",
        "2002:7f00:1::, INSIDE",
        "224.0.0.1, NEVER"
    })
    void is_told_by_its_block(String address, Reach reach) throws Exception {
        assertThat(Reach.of(InetAddress.getByName(address))).isEqualTo(reach);
        assertThat(Reach.of(address)).isEqualTo(reach);
    }

    @Test
    void is_left_to_the_connection_when_nobody_knows_the_name() {
        assertThat(Reach.of("nowhere.invalid")).isEqualTo(Reach.EVERYWHERE);
    }
}
