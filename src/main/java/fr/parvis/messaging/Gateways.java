package fr.parvis.messaging;

import fr.parvis.messaging.NewMessage.Channel;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The gateways that the settings name. */
final class Gateways {
    /**
     * @param smtpUrl empty when no e-mail leaves
     * @param mailFrom the sender of every e-mail
     * @param smsUrl empty when no SMS leaves
     */
    @ConfigurationProperties("parvis")
    record Settings(
            @DefaultValue("") String smtpUrl,
            @DefaultValue("") String mailFrom,
            @DefaultValue("") String smsUrl) {
        Settings {
            if (!smtpUrl.isEmpty() && mailFrom.isEmpty()) {
                throw new IllegalArgumentException(
                        "PARVIS_SMTP_URL needs PARVIS_MAIL_FROM: the address that e-mail is sent from, like accueil@ville.example.");
            }
        }
    }

    private final Map<Channel, Gateway> known = new EnumMap<>(Channel.class);

    Gateways(List<Gateway> gateways) {
        gateways.forEach(gateway -> known.put(gateway.channel(), gateway));
    }

    List<Channel> channels() {
        return List.copyOf(known.keySet());
    }

    Gateway of(Channel channel) {
        return java.util.Objects.requireNonNull(known.get(channel), channel.name());
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(Settings.class)
    static class Configured {
        @Bean
        Gateways gateways(Settings settings, Letters letters) {
            var gateways = new java.util.ArrayList<Gateway>();
            if (!settings.smtpUrl().isEmpty()) {
                gateways.add(new MailGateway(settings.smtpUrl(), settings.mailFrom(), letters::of));
            }
            if (!settings.smsUrl().isEmpty()) {
                gateways.add(new SmsGateway(settings.smsUrl()));
            }
            return new Gateways(gateways);
        }
    }
}
