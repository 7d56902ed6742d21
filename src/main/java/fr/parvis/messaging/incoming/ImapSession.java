package fr.parvis.messaging.incoming;

import fr.parvis.messaging.mail.MailTls;
import fr.parvis.messaging.mail.TokenLogin;
import jakarta.mail.FetchProfile;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.FolderNotFoundException;
import jakarta.mail.Message;
import jakarta.mail.MessageRemovedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.UIDFolder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import org.eclipse.angus.mail.iap.BadCommandException;
import org.eclipse.angus.mail.iap.CommandFailedException;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPMessage;
import org.eclipse.angus.mail.imap.IMAPStore;
import org.eclipse.angus.mail.imap.protocol.BODY;
import org.eclipse.angus.mail.imap.protocol.FetchResponse;
import org.eclipse.angus.mail.imap.protocol.Status;
import org.eclipse.angus.mail.imap.protocol.UID;
import org.eclipse.angus.mail.imap.protocol.UIDSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection to one folder. Marks and moves messages, and never deletes one. */
final class ImapSession implements AutoCloseable {
    /** Where messages go once they are kept, if the server can move them. */
    static final String PUT_AWAY = "Parvis";

    private static final Logger LOG = LoggerFactory.getLogger(ImapSession.class);
    private static final String PATIENCE_MS = "30000";

    /** A busy server with a large folder takes its time; nothing is read of a mailbox that is given up each time before it answers. */
    private static final String ANSWER_MS = "180000";

    private static final String PIECE_BYTES = "1048576";
    private static final int LISTED_AT_ONCE = 250;
    private static final int LONGEST_HEAD = 256 * 1024;

    /** @param size as the server says */
    record Listed(long uid, int size, IMAPMessage message) {}

    private final IMAPStore store;
    private final IMAPFolder folder;
    private final @Nullable Folder target;
    private final boolean idles;
    private final boolean keywords;

    /** What the server will call the next message, when it was last known that none below was missed. */
    private long lookedUpTo;

    private ImapSession(IMAPStore store, IMAPFolder folder) throws MessagingException {
        this.store = store;
        this.folder = folder;
        this.idles = store.hasCapability("IDLE");
        this.keywords = folder.getPermanentFlags().contains(Flags.Flag.USER);
        this.lookedUpTo = folder.getUIDNext();
        this.target = store.hasCapability("MOVE") ? target(store, folder) : null;
    }

    static ImapSession open(ImapAddress address, SSLContext trust) throws MailboxProblem {
        var prefix = "mail." + address.protocol() + ".";
        var settings = new Properties();
        for (var name : new String[] {"connectiontimeout", "writetimeout"}) {
            settings.setProperty(prefix + name, PATIENCE_MS);
        }
        settings.setProperty(prefix + "timeout", ANSWER_MS);
        settings.setProperty(prefix + "peek", "true");
        settings.setProperty(prefix + "fetchsize", PIECE_BYTES);
        MailTls.require(settings, address.protocol(), address.startTls(), trust);
        if (address.oauth()) {
            TokenLogin.use(settings, address.protocol());
        }
        IMAPStore store = null;
        try {
            store = (IMAPStore) Session.getInstance(settings).getStore(address.protocol());
            store.connect(address.host(), address.port(), address.login(), address.secret());
            var folder = (IMAPFolder) store.getFolder(address.folder());
            if (!folder.exists()) {
                throw new FolderNotFoundException(folder);
            }
            folder.open(Folder.READ_WRITE);
            return new ImapSession(store, folder);
        } catch (MessagingException failure) {
            close(store);
            throw MailboxProblem.of(failure);
        }
    }

    private static @Nullable Folder target(IMAPStore store, IMAPFolder folder) {
        try {
            var known = new ArrayList<Folder>();
            known.add(store.getDefaultFolder().getFolder(PUT_AWAY));
            // some servers keep everything below INBOX
            known.add(folder.getFolder(PUT_AWAY));
            for (var one : known) {
                if (!one.getFullName().equals(folder.getFullName()) && (one.exists() || create(one))) {
                    return one;
                }
            }
        } catch (MessagingException failure) {
            LOG.debug("no folder to put mail away", failure);
        }
        return null;
    }

    private static boolean create(Folder one) {
        try {
            if (!one.create(Folder.HOLDS_MESSAGES)) {
                return false;
            }
        } catch (MessagingException _) {
            return false;
        }
        try {
            // so that mail programs show it
            one.setSubscribed(true);
        } catch (MessagingException failure) {
            LOG.debug("the folder is there, but not subscribed", failure);
        }
        return true;
    }

    long validity() throws MessagingException {
        return folder.getUIDValidity();
    }

    /**
     * The first ones in their order, from this number on. What the server told of while it answered something else is looked for as well: it tells of it
     * once, and {@link #idle} would not hear it again.
     */
    List<Listed> list(long from) throws MessagingException {
        int known;
        List<Listed> listed;
        do {
            hear();
            known = folder.getMessageCount();
            listed = listKnown(from);
        } while (listed.isEmpty() && folder.getMessageCount() != known);
        return listed.isEmpty() ? listMissed(from) : listed;
    }

    /**
     * One that comes in the very moment in which others are put away may not be counted: some servers tell how many there are before they
     * tell which ones are gone. When the server has given a number that was not seen, the folder is looked at with fresh eyes.
     */
    private List<Listed> listMissed(long from) throws MessagingException {
        var next = nextNumber();
        if (next <= from || next <= lookedUpTo) {
            return List.of();
        }
        folder.close(false);
        folder.open(Folder.READ_WRITE);
        var missed = listKnown(from);
        if (missed.isEmpty()) {
            lookedUpTo = next;
        }
        return missed;
    }

    /** 0 where the server does not tell. */
    private long nextNumber() throws MessagingException {
        var told = folder.doCommand(protocol -> {
            try {
                return protocol.status(folder.getFullName(), new String[] {"UIDNEXT"});
            } catch (CommandFailedException | BadCommandException _) {
                return null;
            }
        });
        return told instanceof Status status ? Math.max(0, status.uidnext) : 0;
    }

    /** What has come meanwhile. */
    private void hear() throws MessagingException {
        folder.doCommand(protocol -> {
            protocol.noop();
            return null;
        });
    }

    private List<Listed> listKnown(long from) throws MessagingException {
        var all = folder.getMessagesByUID(from, UIDFolder.LASTUID);
        // of ten thousand at once a server may not tell within our patience
        var messages = Arrays.copyOf(all, Math.min(all.length, LISTED_AT_ONCE));
        var wanted = new FetchProfile();
        wanted.add(UIDFolder.FetchProfileItem.UID);
        wanted.add(FetchProfile.Item.SIZE);
        wanted.add(FetchProfile.Item.FLAGS);
        folder.fetch(messages, wanted);
        var listed = new ArrayList<Listed>();
        for (var one : messages) {
            if (one instanceof IMAPMessage message && !message.isExpunged() && folder.getUID(message) >= from) {
                listed.add(new Listed(folder.getUID(message), message.getSize(), message));
            }
        }
        return listed;
    }

    /** Empty when somebody has taken it out of the folder meanwhile. */
    Optional<RawMail> read(Listed one) throws MessagingException, IOException {
        try (var in = one.message().getMimeStream()) {
            if (one.size() <= RawMail.LARGEST) {
                var bytes = in.readNBytes(RawMail.LARGEST + 1);
                if (bytes.length <= RawMail.LARGEST) {
                    return Optional.of(new RawMail(bytes, true));
                }
                return Optional.of(new RawMail(head(new java.io.ByteArrayInputStream(bytes)), false));
            }
            return Optional.of(new RawMail(head(in), false));
        } catch (MessageRemovedException _) {
            return Optional.empty();
        } catch (IOException failure) {
            if (failure.getCause() instanceof MessageRemovedException
                    || one.message().isExpunged()) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    /** By their numbers; what is not among them the server has not given. */
    Map<Long, RawMail> readTogether(List<Listed> small) throws MessagingException {
        var numbers = UIDSet.toString(
                UIDSet.createUIDSets(small.stream().mapToLong(Listed::uid).toArray()));
        var given = new HashMap<Long, RawMail>();
        folder.doCommand(protocol -> {
            var answers = protocol.command("UID FETCH " + numbers + " (UID BODY.PEEK[])", null);
            for (var answer : answers) {
                if (answer instanceof FetchResponse one
                        && one.getItem(UID.class) instanceof UID number
                        && one.getItem(BODY.class) instanceof BODY body
                        && body.getByteArray() != null) {
                    given.put(number.uid, new RawMail(body.getByteArray().getNewBytes(), true));
                }
            }
            protocol.notifyResponseHandlers(answers);
            protocol.handleResult(answers[answers.length - 1]);
            return null;
        });
        return given;
    }

    /** Up to the empty line. */
    private static byte[] head(InputStream in) throws IOException {
        var head = new ByteArrayOutputStream();
        int last = -1;
        for (int one = in.read(); one >= 0 && head.size() < LONGEST_HEAD; one = in.read()) {
            if (one != '\r') {
                if (one == '\n' && last == '\n') {
                    break;
                }
                last = one;
            }
            head.write(one);
        }
        return head.toByteArray();
    }

    /** Marks them as read, and moves them out of the way if the server can. */
    void putAway(List<IMAPMessage> kept) throws MessagingException {
        var present = present(kept);
        if (present.length > 0) {
            folder.setFlags(present, read(), true);
            if (target != null) {
                folder.moveMessages(present, target);
            }
        }
    }

    /** Too large to be kept whole: they stay where they are, for somebody to look at. */
    void leave(List<IMAPMessage> tooLarge) throws MessagingException {
        var present = present(tooLarge);
        if (present.length > 0) {
            var flags = read();
            flags.add(Flags.Flag.FLAGGED);
            folder.setFlags(present, flags, true);
        }
    }

    private static Message[] present(List<IMAPMessage> messages) {
        return messages.stream().filter(one -> !one.isExpunged()).toArray(Message[]::new);
    }

    private Flags read() {
        var flags = new Flags(Flags.Flag.SEEN);
        if (keywords) {
            flags.add(PUT_AWAY);
        }
        return flags;
    }

    boolean isAlive() {
        return folder.isOpen() && store.isConnected();
    }

    boolean moves() {
        return target != null;
    }

    boolean idles() {
        return idles;
    }

    /** Until something happens in the folder, or {@link #wake}. */
    void idle() throws MessagingException {
        folder.idle(true);
    }

    /** Ends {@link #idle} in another thread. */
    void wake() {
        try {
            folder.doCommand(protocol -> {
                protocol.simpleCommand("NOOP", null);
                return null;
            });
        } catch (MessagingException | IllegalStateException failure) {
            // whoever idles meets it, too
            LOG.debug("an idle connection has ended", failure);
        }
    }

    @Override
    public void close() {
        close(store);
    }

    private static void close(@Nullable IMAPStore store) {
        try {
            if (store != null) {
                // closes the folder too, without expunging anything
                store.close();
            }
        } catch (MessagingException failure) {
            LOG.debug("a connection was gone already", failure);
        }
    }
}
