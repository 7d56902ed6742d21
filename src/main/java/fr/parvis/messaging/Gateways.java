package fr.parvis.messaging;

import fr.parvis.messaging.NewMessage.Channel;
import fr.parvis.messaging.mail.AccessTokens;
import fr.parvis.messaging.mail.TokenProblem;
import fr.parvis.messaging.sms.SmppAddress;
import fr.parvis.messaging.sms.SmppReceiver;
import fr.parvis.platform.TrustedCertificates;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/** The gateways that the settings name. */
final class Gateways {
    /**
     * @param smtpUrl empty when no e-mail leaves
     * @param mailFrom the sender of every e-mail
     * @param smsUrl empty when no SMS leaves
     * @param smsPerSecond parts of SMS, from each instance
     * @param mailPerMinute e-mails, from each instance
     * @param pushPerSecond messages to browsers, from each instance
     */
    @ConfigurationProperties("parvis")
    record Settings(
            @DefaultValue("") String smtpUrl,
            @DefaultValue("") String mailFrom,
            @DefaultValue("") String smsUrl,
            @DefaultValue("5") int smsPerSecond,
            @DefaultValue("120") int mailPerMinute,
            @DefaultValue("20") int pushPerSecond) {
        Settings {
            if (!smtpUrl.isEmpty() && mailFrom.isEmpty()) {
                throw new IllegalArgumentException(
                        "PARVIS_SMTP_URL needs PARVIS_MAIL_FROM: the address that e-mail is sent from, like accueil@ville.example.");
            }
        }
    }

    private final Map<Channel, Gateway> known = new EnumMap<>(Channel.class);
    private final Map<Channel, Pace> paces;

    /** As fast as they can. */
    Gateways(List<Gateway> gateways) {
        this(gateways, Map.of());
    }

    Gateways(List<Gateway> gateways, Map<Channel, Pace> paces) {
        gateways.forEach(gateway -> known.put(gateway.channel(), gateway));
        this.paces = paces;
    }

    List<Channel> channels() {
        return List.copyOf(known.keySet());
    }

    Gateway of(Channel channel) {
        return java.util.Objects.requireNonNull(known.get(channel), channel.name());
    }

    /** @return whether the gateway may have this message now; waits a little for it */
    boolean hasTimeFor(Message message) throws InterruptedException {
        var pace = paces.get(message.channel());
        return pace == null || pace.take(of(message.channel()).pieces(message));
    }

    void open(SmppReceiver receiver) {
        known.values().forEach(gateway -> gateway.open(receiver));
    }

    void close() {
        known.values().forEach(Gateway::close);
    }

    /** An instance that answers requests also hears what comes; the words of the command line do not. */
    @Component
    @ConditionalOnWebApplication
    static class Open implements SmartLifecycle {
        private final Gateways gateways;
        private final SmppReceiver receiver;
        private volatile boolean running;

        Open(Gateways gateways, SmppReceiver receiver) {
            this.gateways = gateways;
            this.receiver = receiver;
        }

        @Override
        public void start() {
            gateways.open(receiver);
            running = true;
        }

        @Override
        public void stop() {
            gateways.close();
            running = false;
        }

        @Override
        public boolean isRunning() {
            return running;
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(Settings.class)
    static class Configured {
        @Bean(destroyMethod = "close")
        Gateways gateways(
                Settings settings,
                Letters letters,
                TrustedCertificates trusted,
                MailAccounts accounts,
                AccessTokens tokens,
                PushGateway push) {
            var gateways = new java.util.ArrayList<Gateway>(List.of(push));
            if (!settings.smtpUrl().isEmpty()) {
                gateways.add(new MailGateway(
                        settings.smtpUrl(), settings.mailFrom(), letters::of, trusted, (user, refused) -> {
                            var grant = accounts.grantOf(user)
                                    .orElseThrow(() -> new TokenProblem(TokenProblem.Kind.OAUTH_UNKNOWN));
                            return refused == null ? tokens.of(grant) : tokens.insteadOf(refused, grant);
                        }));
            }
            if (!settings.smsUrl().isEmpty()) {
                gateways.add(
                        SmppAddress.isOne(settings.smsUrl())
                                ? new SmppGateway(settings.smsUrl())
                                : new SmsGateway(settings.smsUrl()));
            }
            return new Gateways(
                    gateways,
                    Map.of(
                            Channel.SMS, Pace.perSecond(settings.smsPerSecond()),
                            Channel.EMAIL, Pace.perMinute(settings.mailPerMinute()),
                            Channel.PUSH, Pace.perSecond(settings.pushPerSecond())));
        }
    }
}
