package fr.parvis.identity;

import fr.parvis.platform.web.ProblemException;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * A person changes their own password. Guessing the current one is slowed down together with signing in: a session left open
 * on a desk is no way around it.
 */
@Component
public class OwnPassword {
    private final Accounts accounts;
    private final PasswordEncoder passwords;
    private final SignInDelay delay;
    private final AuditLog audit;

    OwnPassword(Accounts accounts, PasswordEncoder passwords, SignInDelay delay, AuditLog audit) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.delay = delay;
        this.audit = audit;
    }

    /**
     * Not a transaction: a wrong password is counted although the change is refused.
     *
     * @param keptSession the session that goes on; the others of this account end
     * @throws ProblemException about one of the fields current, password, again; 429 while there is a wait
     */
    public void change(UUID account, String current, String password, String again, String keptSession) {
        Accounts.checkPassword(password);
        if (!password.equals(again)) {
            throw ProblemException.field("again", "identity", "passwords-differ");
        }
        var login = accounts.account(account).login();
        var wait = delay.left(login);
        if (wait.isPositive()) {
            var seconds = wait.toSeconds() + 1;
            throw new ProblemException(
                    HttpStatus.TOO_MANY_REQUESTS,
                    "identity",
                    "password-tries",
                    "current",
                    Map.of("retryAfter", seconds),
                    seconds);
        }
        var hash = accounts.find(login).orElseThrow().passwordHash();
        if (!passwords.matches(current, hash)) {
            delay.failed(login);
            audit.write("password-refused", login);
            throw ProblemException.field("current", "identity", "password-wrong");
        }
        delay.succeeded(login);
        if (password.equals(current)) {
            throw ProblemException.field("password", "identity", "password-same");
        }
        accounts.choosePassword(account, password, keptSession);
    }
}
