package fr.parvis.platform;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Settings that belong to the data rather than to the machine: one text for each key, shared by every instance. */
@Component
public class StoredSettings {
    private final JdbcClient jdbc;

    StoredSettings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Optional<String> find(String key) {
        return jdbc.sql("select value from platform.setting where key = :key")
                .param("key", key)
                .query(String.class)
                .optional();
    }

    public void put(String key, String value) {
        jdbc.sql("""
                        insert into platform.setting as s (key, value) values (:key, :value)
                        on conflict (key) do update set value = excluded.value where s.value <> excluded.value""").param("key", key).param("value", value).update();
    }

    /** @return what stands there from now on: of two instances at once, the first one's */
    String putIfAbsent(String key, String value) {
        jdbc.sql("insert into platform.setting (key, value) values (:key, :value) on conflict (key) do nothing")
                .param("key", key)
                .param("value", value)
                .update();
        return find(key).orElseThrow();
    }
}
