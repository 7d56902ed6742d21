package fr.parvis.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.platform.ParvisSettings;
import fr.parvis.testing.RawRequest;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who the caller is, as the proxies in between tell it. */
class TrustedProxiesTest {
    private static final String[] TOLD = {
        "X-Forwarded-For: 198.51.100.1, 203.0.113.9, 10.9.9.9",
        "X-Forwarded-Proto: https",
        "X-Forwarded-Host: a.example"
    };

    @TempDir
    Path folder;

    @Test
    void a_trusted_proxy_is_believed_up_to_the_first_address_that_is_none() throws Exception {
        assertThat(seen("127.0.0.1, 10.0.0.0/8, ::1")).contains("203.0.113.9 true a.example");
        assertThat(seen("127.0.0.0/8,::ffff:10.9.9.9,::1/128")).contains("203.0.113.9 true a.example");
    }

    @Test
    void anybody_else_is_not_even_from_a_private_address() throws Exception {
        assertThat(seen("10.9.9.9")).contains("127.0.0.1 false localhost");
    }

    private String seen(String trusted) throws Exception {
        var proxies = List.of(trusted.split(",\\s*"));
        var server = new Tomcat();
        server.setBaseDir(folder.toString());
        server.setPort(0);
        server.getConnector().setProperty("address", "127.0.0.1");
        var context = server.addContext("", folder.toString());
        Tomcat.addServlet(context, "echo", new Echo());
        context.addServletMappingDecoded("/", "echo");
        server.getEngine()
                .getPipeline()
                .addValve(TrustedProxies.valve(new ParvisSettings("./data", "", "", proxies, false, false, false)));
        server.start();
        try {
            return RawRequest.get(server.getConnector().getLocalPort(), "/", TOLD);
        } finally {
            server.stop();
            server.destroy();
        }
    }

    private static final class Echo extends HttpServlet {
        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getWriter()
                    .write(request.getRemoteAddr() + " " + request.isSecure() + " " + request.getServerName());
        }
    }
}
