package fr.parvis.platform.live;

import org.springframework.boot.tomcat.TomcatConnectorCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Thousands of open streams each keep their connection's buffers, so these are smaller than the container's own. */
@Configuration(proxyBeanMethods = false)
class StreamBuffers {
    @Bean
    TomcatConnectorCustomizer smallBuffers() {
        return connector -> {
            connector.setProperty("socket.appReadBufSize", "1024");
            connector.setProperty("socket.appWriteBufSize", "4096");
        };
    }
}
