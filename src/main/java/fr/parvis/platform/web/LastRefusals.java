package fr.parvis.platform.web;

import java.io.IOException;
import java.util.Objects;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Speaks when nothing else has: an address that cannot be decoded never reaches a filter. */
@Component
@ConditionalOnWebApplication
class LastRefusals implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> {
    private final BareRefusal refusal;

    LastRefusals(BareRefusal refusal) {
        this.refusal = refusal;
    }

    @Override
    public void customize(ConfigurableTomcatWebServerFactory server) {
        server.addContextCustomizers(
                context -> context.getParent().getPipeline().addValve(new Report(refusal)));
    }

    private static final class Report extends ErrorReportValve {
        private final BareRefusal refusal;

        Report(BareRefusal refusal) {
            this.refusal = refusal;
        }

        @Override
        protected void report(Request request, Response response, @Nullable Throwable failure) {
            if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
                return;
            }
            var status = Objects.requireNonNullElse(HttpStatus.resolve(response.getStatus()), HttpStatus.BAD_REQUEST);
            try {
                var text = refusal.answer(request, response, status);
                var writer = response.getReporter();
                if (writer != null) {
                    writer.write(text);
                    response.finishResponse();
                }
            } catch (IOException _) {
                // the caller has left
            }
        }
    }
}
