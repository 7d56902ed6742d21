package fr.parvis.platform.database;

import com.zaxxer.hikari.HikariDataSource;
import fr.parvis.platform.ParvisSettings;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {
    @Bean(destroyMethod = "close")
    @ConditionalOnExpression("'${parvis.database-url:}' == '' and '${parvis.attach:false}' == 'false'")
    EmbeddedDatabase embeddedDatabase(ParvisSettings settings) {
        return EmbeddedDatabase.start(Path.of(settings.data()));
    }

    /** Depends on the embedded server, so that the pool closes before it stops. */
    @Bean(destroyMethod = "close")
    DataSource dataSource(ParvisSettings settings, ObjectProvider<EmbeddedDatabase> embedded) {
        var pool = new HikariDataSource();
        pool.setPoolName("parvis");
        pool.setMaximumPoolSize(20);
        pool.setMinimumIdle(4);
        pool.setConnectionTimeout(10_000);
        pool.addDataSourceProperty("reWriteBatchedInserts", "true");
        pool.addDataSourceProperty("ApplicationName", "parvis");
        // the detail of a refusal is the whole row, with what somebody typed: it belongs in no log
        pool.addDataSourceProperty("logServerErrorDetail", "false");
        var server = embedded.getIfAvailable();
        if (server != null) {
            pool.setJdbcUrl(server.url());
            pool.setUsername("postgres");
            pool.setPassword(server.password());
        } else if (settings.databaseUrl().isEmpty()) {
            var running = EmbeddedDatabase.running(Path.of(settings.data()));
            if (running == null) {
                throw new DatabaseUnavailable("No running database in " + settings.data() + ".", null);
            }
            pool.setJdbcUrl(running.url());
            pool.setUsername("postgres");
            pool.setPassword(running.password());
        } else {
            checkReachable(settings.databaseUrl());
            pool.setJdbcUrl(settings.databaseUrl());
        }
        return pool;
    }

    /** Before the pool, which would try again and again and say it at length. */
    private static void checkReachable(String url) {
        try {
            DriverManager.getConnection(url).close();
        } catch (SQLException failure) {
            // the address may hold the password
            var reason = String.valueOf(failure.getMessage())
                    .replace(url, "…")
                    .lines()
                    .findFirst()
                    .orElse("");
            throw new DatabaseUnavailable(
                    "The database given by --database or PARVIS_DATABASE_URL cannot be used: " + reason, null);
        }
    }
}
