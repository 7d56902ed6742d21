package fr.parvis.identity;

import fr.parvis.directory.Directory;
import fr.parvis.directory.DirectoryEditor;
import fr.parvis.platform.ParvisSettings;
import fr.parvis.platform.web.ProblemException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.context.WebApplicationContext;

/**
 * The set-up from the browser, while no account exists: whoever can read the console of this instance may create the first
 * administrator. The code lives in memory only, and is worth nothing once an account exists.
 */
@Component
public class FirstSteps {
    private final Accounts accounts;
    private final Directory directory;
    private final DirectoryEditor editor;
    private final ParvisSettings settings;
    private final String code = Secrets.readable(4);
    private volatile boolean over;

    FirstSteps(Accounts accounts, Directory directory, DirectoryEditor editor, ParvisSettings settings) {
        this.accounts = accounts;
        this.directory = directory;
        this.editor = editor;
        this.settings = settings;
    }

    /** The demonstration makes its own accounts, perhaps a little after the first request. */
    public boolean areOpen() {
        if (!over) {
            over = settings.isDemo() || !accounts.isEmpty();
        }
        return !over;
    }

    /** Names the organisation and creates its first administrator: both or neither. */
    @Transactional
    public void take(String typedCode, String organisation, String login, String name, String password) {
        if (!areOpen()) {
            throw new ProblemException(HttpStatus.CONFLICT, "identity", "set-up-done");
        }
        if (!matches(typedCode)) {
            throw ProblemException.field("code", "identity", "set-up-code-wrong");
        }
        if (organisation.isBlank() || organisation.length() > 120) {
            throw ProblemException.field("organisation", "identity", "organisation-malformed");
        }
        editor.organisation(organisation, directory.organisation().mainColour());
        accounts.createFirst(login, name, password);
    }

    private boolean matches(String typed) {
        return MessageDigest.isEqual(bytes(typed), bytes(code));
    }

    private static byte[] bytes(String code) {
        return code.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "").getBytes(StandardCharsets.UTF_8);
    }

    String code() {
        return code;
    }

    @EventListener
    void tellTheConsole(ApplicationReadyEvent event) {
        if (event.getApplicationContext() instanceof WebApplicationContext context && areOpen()) {
            var port = context.getEnvironment().getProperty("local.server.port", "8080");
            var address = settings.publicUrl().isEmpty() ? "http://localhost:" + port : settings.publicUrl();
            System.out.println("First visit: open " + address + "/premiers-pas and type the set-up code " + code);
        }
    }
}
