package fr.parvis.platform.web;

import fr.parvis.platform.ParvisSettings;
import java.net.InetAddress;
import java.util.stream.Collectors;
import org.apache.catalina.Valve;
import org.apache.catalina.valves.RemoteIpValve;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Takes X-Forwarded-For, -Proto, -Host and -Port from the proxies that the settings name and from nobody else: a phone on the
 * hall's Wi-Fi has a private address too.
 */
@Component
@ConditionalOnWebApplication
class TrustedProxies implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> {
    private final ParvisSettings settings;

    TrustedProxies(ParvisSettings settings) {
        this.settings = settings;
    }

    @Override
    public void customize(ConfigurableTomcatWebServerFactory server) {
        if (!settings.trustedProxies().isEmpty()) {
            server.addEngineValves(valve(settings));
        }
    }

    static Valve valve(ParvisSettings settings) {
        var valve = new RemoteIpValve();
        valve.setInternalProxies(
                settings.trustedProxies().stream().map(TrustedProxies::range).collect(Collectors.joining(",")));
        valve.setHostHeader("X-Forwarded-Host");
        valve.setPortHeader("X-Forwarded-Port");
        return valve;
    }

    /** The valve reads addresses as one pattern unless they are written as ranges. */
    private static String range(String addressOrRange) {
        if (addressOrRange.contains("/")) {
            return addressOrRange;
        }
        var address = InetAddress.ofLiteral(addressOrRange);
        return address.getHostAddress() + "/" + address.getAddress().length * 8;
    }
}
