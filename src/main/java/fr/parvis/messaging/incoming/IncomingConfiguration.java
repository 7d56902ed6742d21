package fr.parvis.messaging.incoming;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(IncomingSettings.class)
class IncomingConfiguration {}
