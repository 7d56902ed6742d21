package fr.parvis.messaging.incoming;

import fr.parvis.messaging.mail.GivenGrant;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({IncomingSettings.class, GivenGrant.class})
class IncomingConfiguration {}
