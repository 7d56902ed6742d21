package fr.parvis.relations.chat.web;

import fr.parvis.platform.Sha256;
import fr.parvis.platform.web.Language;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.context.MessageSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import tools.jackson.databind.json.JsonMapper;

/** The script that other sites name in their pages: the same for all, in every language, asked for again when it has changed. */
@Controller
class ChatScript {
    private static final Duration KEPT = Duration.ofHours(1);

    private final String script;
    private final String version;

    ChatScript(MessageSource messages) throws IOException {
        var texts = new LinkedHashMap<String, Map<String, String>>();
        for (var language : Language.values()) {
            var own = new LinkedHashMap<String, String>();
            own.put("open", text(messages, "chat.widget.open", language));
            own.put("close", text(messages, "chat.widget.close", language));
            own.put("window", text(messages, "chat.widget.window", language));
            own.put("title", text(messages, "chat.title", language));
            texts.put(language.tag(), own);
        }
        script = new ClassPathResource("chat/discussion.js")
                .getContentAsString(StandardCharsets.UTF_8)
                .replace("/*TEXTS*/ {}", JsonMapper.shared().writeValueAsString(texts));
        version = Sha256.of(script).substring(0, 16);
    }

    private static String text(MessageSource messages, String key, Language language) {
        return Objects.requireNonNull(messages.getMessage(key, null, language.locale()));
    }

    @GetMapping("/discussion.js")
    @ResponseBody
    ResponseEntity<String> script() {
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "javascript", StandardCharsets.UTF_8))
                .cacheControl(CacheControl.maxAge(KEPT).cachePublic())
                .eTag(version)
                .header("Cross-Origin-Resource-Policy", "cross-origin")
                .body(script);
    }
}
