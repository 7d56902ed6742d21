package fr.parvis.messaging.incoming;

import fr.parvis.directory.Directory;
import fr.parvis.directory.Site;
import fr.parvis.identity.AuditLog;
import fr.parvis.platform.Ids;
import fr.parvis.platform.Sealer;
import fr.parvis.platform.web.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Which mailboxes are read, as administrators decide it. Each act is one transaction, and in the audit log. */
@Component
public class Mailboxes {
    private static final int LONGEST = 200;
    private static final Pattern MAIL_ADDRESS = Pattern.compile("[^\\s@<>\",;]+@[^\\s@<>\",;]+");

    /**
     * As it was typed.
     *
     * @param secret empty to keep the one that is there
     * @param site slug; empty for the whole organisation
     */
    public record Typed(String name, String address, String url, String login, String secret, String site) {
        @Override
        public String toString() {
            return name;
        }
    }

    private final MailboxTables tables;
    private final IncomingTables incoming;
    private final IncomingSettings settings;
    private final Sealer sealer;
    private final Directory directory;
    private final AuditLog audit;
    private final Clock clock;

    Mailboxes(
            MailboxTables tables,
            IncomingTables incoming,
            IncomingSettings settings,
            Sealer sealer,
            Directory directory,
            AuditLog audit,
            Clock clock) {
        this.tables = tables;
        this.incoming = incoming;
        this.settings = settings;
        this.sealer = sealer;
        this.directory = directory;
        this.audit = audit;
        this.clock = clock;
    }

    public List<Mailbox> all() {
        return tables.all();
    }

    /** Those that are not read although they should be. */
    public List<Mailbox> broken() {
        return tables.all().stream()
                .filter(one -> one.isActive() && !one.problem().isEmpty())
                .toList();
    }

    /** @throws ProblemException 404 */
    public Mailbox mailbox(UUID id) {
        return tables.find(id)
                .orElseThrow(() -> new ProblemException(HttpStatus.NOT_FOUND, "messaging", "unknown-mailbox"));
    }

    /** How many messages it has brought. */
    public int brought(UUID id) {
        return incoming.count(id);
    }

    /** @throws ProblemException 400 with the field at fault, as in {@link #save} */
    @Transactional
    public Mailbox add(Typed typed) {
        if (typed.secret().isEmpty()) {
            throw ProblemException.field("secret", "messaging", "mailbox-secret-missing");
        }
        var one = checked(Ids.next(), typed, Mailbox.State.ACTIVE);
        tables.save(one, clock.instant());
        keepSecret(one.id(), typed.secret());
        audit.write("mailbox-added", subject(one));
        return one;
    }

    @Transactional
    public void save(UUID id, Typed typed) {
        var before = mailbox(id);
        var one = before.given() ? renamed(before, typed) : checked(id, typed, before.state());
        var leadsElsewhere = !before.given()
                && (!hostOf(one).equals(hostOf(before)) || !one.login().equals(before.login()));
        if (leadsElsewhere && typed.secret().isEmpty()) {
            // a secret goes to nobody but whom it was typed for
            throw ProblemException.field("secret", "messaging", "mailbox-secret-again");
        }
        tables.save(one, clock.instant());
        if (!typed.secret().isEmpty() && !before.given()) {
            keepSecret(id, typed.secret());
        }
        tables.tryNow(id);
        audit.write("mailbox-changed", subject(one));
    }

    private static String hostOf(Mailbox one) {
        return ImapAddress.parse(one.url()).map(ImapAddress::host).orElse("");
    }

    private void keepSecret(UUID id, String secret) {
        try {
            tables.keepSecret(id, sealer.seal(secret.getBytes(StandardCharsets.UTF_8), place(id)));
        } catch (Sealer.Unopened _) {
            throw ProblemException.field("secret", "messaging", "mailbox-secret-unsealed");
        }
    }

    private static String place(UUID id) {
        return "messaging.mailbox " + id;
    }

    private Mailbox checked(UUID id, Typed typed, Mailbox.State state) {
        checkName(id, typed.name());
        if (!MAIL_ADDRESS.matcher(typed.address()).matches() || typed.address().length() > LONGEST) {
            throw ProblemException.field("address", "messaging", "mailbox-address-malformed");
        }
        var reached = ImapAddress.parse(typed.url())
                .orElseThrow(() -> ProblemException.field("url", "messaging", "mailbox-url-malformed"));
        if (!reached.login().isEmpty() || typed.url().length() > LONGEST) {
            throw ProblemException.field("url", "messaging", "mailbox-url-malformed");
        }
        if (typed.login().isEmpty() || typed.login().length() > LONGEST) {
            throw ProblemException.field("login", "messaging", "mailbox-login-missing");
        }
        return box(id, typed, reached.bare(), typed.login(), siteId(typed.site()), state, false);
    }

    private void checkName(UUID id, String name) {
        if (name.isEmpty() || name.length() > LONGEST) {
            throw ProblemException.field("name", "messaging", "mailbox-name-missing", LONGEST);
        }
        if (tables.isNameTaken(name, id)) {
            throw ProblemException.field("name", "messaging", "mailbox-name-taken", name);
        }
    }

    /** How it is reached is the business of the setting. */
    private Mailbox renamed(Mailbox before, Typed typed) {
        checkName(before.id(), typed.name());
        if (!MAIL_ADDRESS.matcher(typed.address()).matches() || typed.address().length() > LONGEST) {
            throw ProblemException.field("address", "messaging", "mailbox-address-malformed");
        }
        return box(before.id(), typed, before.url(), before.login(), siteId(typed.site()), before.state(), true);
    }

    private Mailbox box(
            UUID id, Typed typed, String url, String login, @Nullable UUID site, Mailbox.State state, boolean given) {
        return new Mailbox(
                id,
                directory.organisation().id(),
                typed.name(),
                typed.address(),
                url,
                login,
                site,
                state,
                given,
                null,
                "",
                null,
                0,
                null);
    }

    private @Nullable UUID siteId(String slug) {
        if (slug.isEmpty()) {
            return null;
        }
        return directory.allSites().stream()
                .filter(site -> site.slug().equals(slug))
                .findFirst()
                .map(Site::id)
                .orElseThrow(() -> ProblemException.field("site", "messaging", "mailbox-site-unknown"));
    }

    private static String subject(Mailbox one) {
        return one.name() + " → " + hostOf(one);
    }

    @Transactional
    public void pause(UUID id) {
        tables.become(id, Mailbox.State.PAUSED);
        audit.write("mailbox-paused", subject(mailbox(id)));
    }

    @Transactional
    public void resume(UUID id) {
        tables.become(id, Mailbox.State.ACTIVE);
        tables.tryNow(id);
        audit.write("mailbox-resumed", subject(mailbox(id)));
    }

    /** What it has brought stays. */
    @Transactional
    public void remove(UUID id) {
        var one = mailbox(id);
        if (one.given()) {
            throw new ProblemException(HttpStatus.CONFLICT, "messaging", "mailbox-given");
        }
        tables.become(id, Mailbox.State.REMOVED);
        audit.write("mailbox-removed", subject(one));
    }

    /**
     * Connects, looks into the folder and leaves.
     *
     * @return what it met, a word of {@code messaging.box.problem.}; empty when all is well
     */
    public Optional<String> test(UUID id) {
        var one = mailbox(id);
        audit.write("mailbox-tested", subject(one));
        try {
            ImapSession.open(address(one)).close();
            tables.tryNow(id);
            return Optional.empty();
        } catch (MailboxProblem problem) {
            return Optional.of(problem.kind().code());
        }
    }

    /** With its secret; read again each time where the setting names a file. */
    ImapAddress address(Mailbox one) throws MailboxProblem {
        try {
            if (one.given()) {
                return given().filter(address -> address.id().equals(one.id()))
                        .orElseThrow(() -> new MailboxProblem(MailboxProblem.Kind.SECRET_MISSING));
            }
            var sealed = tables.secret(one.id());
            var address = ImapAddress.parse(one.url());
            if (sealed == null || address.isEmpty()) {
                throw new MailboxProblem(MailboxProblem.Kind.SECRET_MISSING);
            }
            return address.get()
                    .with(one.login(), new String(sealer.open(sealed, place(one.id())), StandardCharsets.UTF_8));
        } catch (IOException | Sealer.Unopened _) {
            throw new MailboxProblem(MailboxProblem.Kind.SECRET_MISSING);
        }
    }

    private Optional<ImapAddress> given() throws IOException {
        var url = settings.imapUrlFile().isEmpty()
                ? settings.imapUrl()
                : Files.readString(Path.of(settings.imapUrlFile())).strip();
        return url.isEmpty() ? Optional.empty() : ImapAddress.parse(url);
    }

    /** The mailbox of the setting has a row as every other, once there is an organisation; one that is no longer given is no longer read. */
    @Transactional
    void adoptGiven() {
        Optional<ImapAddress> given;
        try {
            given = given();
        } catch (IOException _) {
            // said when it is connected to
            return;
        }
        if (!directory.isSetUp()) {
            return;
        }
        var known = tables.all();
        known.stream()
                .filter(one -> one.given()
                        && given.map(address -> !address.id().equals(one.id())).orElse(true))
                .forEach(one -> tables.become(one.id(), Mailbox.State.REMOVED));
        given.filter(address -> known.stream()
                        .noneMatch(one ->
                                one.id().equals(address.id()) && one.url().equals(address.bare())))
                .ifPresent(this::adopt);
    }

    private void adopt(ImapAddress address) {
        var mail = address.login().contains("@") ? address.login() : address.login() + "@" + address.host();
        var name = tables.isNameTaken(mail, address.id()) ? mail + " (PARVIS_IMAP_URL)" : mail;
        var typed = new Typed(name, mail, "", "", "", "");
        tables.save(
                box(address.id(), typed, address.bare(), address.login(), null, Mailbox.State.ACTIVE, true),
                clock.instant());
    }
}
