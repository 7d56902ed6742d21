package fr.parvis.messaging.sms;

import fr.parvis.platform.GatewayPauses;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.AlertNotification;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.DataCodings;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.InterfaceVersion;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.SMSCDeliveryReceipt;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.extra.SessionState;
import org.jsmpp.session.BindParameter;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.SMPPSession;
import org.jsmpp.session.Session;
import org.jsmpp.session.connection.Connection;
import org.jsmpp.session.connection.socket.SocketConnection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The link to a centre of SMS, by SMPP 3.4 as transceiver. Once opened it is kept: what comes, comes at any time. A lost one is made
 * again at once, then after pauses; whatever is to be sent meanwhile tries as well.
 */
public final class SmppLink implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SmppLink.class);
    private static final int PATIENCE_MS = 15_000;
    private static final int ASKED_EVERY_MS = 30_000;
    private static final Duration BREATH = Duration.ofSeconds(1);
    private static final int LONGEST_PAUSE_AFTER = 2;
    private static final int SHORT_NUMBER = 7;

    private final SmppAddress address;
    private final ReentrantLock turn = new ReentrantLock();
    private final Semaphore lost = new Semaphore(0);
    private @Nullable Thread keeper;
    private volatile @Nullable SmppReceiver receiver;
    private volatile @Nullable SMPPSession session;
    private volatile boolean closed;

    public SmppLink(SmppAddress address) {
        this.address = address;
    }

    /** From now on it is kept, and brings what comes. */
    public void open(SmppReceiver to) {
        receiver = to;
        keeper = Thread.ofVirtual().name("smpp").start(this::keep);
    }

    @Override
    public void close() {
        closed = true;
        if (keeper != null) {
            keeper.interrupt();
        }
        var open = session;
        if (open != null) {
            open.unbindAndClose();
        }
    }

    /**
     * @param to a number, with or without its plus
     * @param reference the same each time the same message is tried: a telephone that has a part already drops it
     * @return the names by which receipts will tell of the parts
     * @throws SmppRefusal when the centre answers no
     * @throws IOException when it does not answer; without a secret
     */
    public List<String> submit(String to, SmsText text, int reference) throws IOException, SmppRefusal {
        var bound = bound();
        var ids = new ArrayList<String>();
        for (int i = 0; i < text.parts().size(); i++) {
            ids.add(submit(bound, to, text, reference, i));
        }
        return ids;
    }

    private String submit(SMPPSession bound, String to, SmsText text, int reference, int index)
            throws IOException, SmppRefusal {
        var from = address.from();
        try {
            return bound.submitShortMessage(
                            "",
                            typeOf(from),
                            from.matches("\\+?\\d+") ? NumberingPlanIndicator.ISDN : NumberingPlanIndicator.UNKNOWN,
                            from.replaceFirst("^\\+", ""),
                            TypeOfNumber.INTERNATIONAL,
                            NumberingPlanIndicator.ISDN,
                            to.replaceFirst("^\\+", ""),
                            new ESMClass(text.parts().size() > 1 ? 0x40 : 0),
                            (byte) 0,
                            (byte) 0,
                            null,
                            null,
                            new RegisteredDelivery(SMSCDeliveryReceipt.SUCCESS_FAILURE),
                            (byte) 0,
                            DataCodings.newInstance(text.coding()),
                            (byte) 0,
                            withHeader(text, reference, index))
                    .getMessageId();
        } catch (NegativeResponseException answer) {
            throw new SmppRefusal(answer.getCommandStatus());
        } catch (PDUException malformed) {
            throw new IOException("the number, or the sender of PARVIS_SMS_URL, is malformed", malformed);
        } catch (ResponseTimeoutException | InvalidResponseException failure) {
            throw new IOException("the centre of SMS does not answer", failure);
        } catch (IOException failure) {
            throw new IOException("the link to the centre of SMS was lost", failure);
        }
    }

    private static byte[] withHeader(SmsText text, int reference, int index) {
        var part = text.parts().get(index);
        int total = text.parts().size();
        if (total == 1) {
            return part;
        }
        var whole = new byte[part.length + 6];
        whole[0] = 5;
        whole[2] = 3;
        whole[3] = (byte) reference;
        whole[4] = (byte) total;
        whole[5] = (byte) (index + 1);
        System.arraycopy(part, 0, whole, 6, part.length);
        return whole;
    }

    private static TypeOfNumber typeOf(String from) {
        if (from.isEmpty()) {
            return TypeOfNumber.UNKNOWN;
        }
        if (!from.matches("\\+?\\d+")) {
            return TypeOfNumber.ALPHANUMERIC;
        }
        return from.length() < SHORT_NUMBER ? TypeOfNumber.NETWORK_SPECIFIC : TypeOfNumber.INTERNATIONAL;
    }

    private void keep() {
        int failures = 0;
        try {
            while (!closed) {
                var pause = BREATH;
                try {
                    bound();
                    failures = 0;
                    lost.acquire();
                } catch (IOException failure) {
                    LOG.warn("{}", failure.getMessage());
                    pause = GatewayPauses.after(Math.min(failures++, LONGEST_PAUSE_AFTER))
                            .orElse(GatewayPauses.LONGEST);
                }
                if (lost.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                    Thread.sleep(BREATH);
                }
                lost.drainPermits();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private SMPPSession bound() throws IOException {
        turn.lock();
        try {
            var current = session;
            if (current != null && current.getSessionState().isBound()) {
                return current;
            }
            if (closed) {
                throw new IOException("stopped while sending");
            }
            var next = new SMPPSession(this::connection);
            next.setEnquireLinkTimer(ASKED_EVERY_MS);
            next.setTransactionTimer(PATIENCE_MS);
            next.setMessageReceiverListener(new Ears());
            next.addSessionStateListener((to, from, _) -> {
                if (to == SessionState.CLOSED && from.isBound()) {
                    lost.release();
                }
            });
            bind(next);
            session = next;
            if (closed) {
                next.unbindAndClose();
                throw new IOException("stopped while sending");
            }
            return next;
        } finally {
            turn.unlock();
        }
    }

    private void bind(SMPPSession next) throws IOException {
        try {
            next.connectAndBind(
                    address.host(),
                    address.port(),
                    new BindParameter(
                            BindType.BIND_TRX,
                            address.user(),
                            address.secret(),
                            address.systemType(),
                            TypeOfNumber.UNKNOWN,
                            NumberingPlanIndicator.UNKNOWN,
                            null,
                            InterfaceVersion.IF_34),
                    PATIENCE_MS);
        } catch (IOException failure) {
            throw new IOException(
                    failure.getCause() instanceof NegativeResponseException answer
                            ? "the centre of SMS does not accept the user of PARVIS_SMS_URL (0x%02X)"
                                    .formatted(answer.getCommandStatus())
                            : "the centre of SMS could not be reached",
                    failure);
        }
    }

    private Connection connection(String host, int port) throws IOException {
        var plain = new Socket();
        try {
            plain.connect(new InetSocketAddress(host, port), PATIENCE_MS);
            return new SocketConnection(address.secure() ? secured(plain, host, port) : plain);
        } catch (IOException failure) {
            plain.close();
            throw failure;
        }
    }

    private static Socket secured(Socket plain, String host, int port) throws IOException {
        var secured =
                (SSLSocket) ((SSLSocketFactory) SSLSocketFactory.getDefault()).createSocket(plain, host, port, true);
        var checks = secured.getSSLParameters();
        checks.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(checks);
        secured.startHandshake();
        return secured;
    }

    private final class Ears implements MessageReceiverListener {
        @Override
        public void onAcceptDeliverSm(DeliverSm pdu) throws ProcessRequestException {
            try {
                var to = Objects.requireNonNull(receiver, "nobody listens yet");
                if (pdu.isSmscDeliveryReceipt()) {
                    SmppReading.receipt(pdu).ifPresent(to::receipt);
                } else if (!pdu.isIntermediateDeliveryNotification()) {
                    to.sms(SmppReading.part(pdu));
                }
            } catch (RuntimeException failure) {
                LOG.warn("an SMS that came was not kept, and is asked for again", failure);
                throw new ProcessRequestException("not kept", SMPPConstant.STAT_ESME_RX_T_APPN);
            }
        }

        @Override
        public void onAcceptAlertNotification(AlertNotification alert) {
            LOG.debug("a telephone is there again");
        }

        @Override
        public DataSmResult onAcceptDataSm(DataSm data, Session source) throws ProcessRequestException {
            throw new ProcessRequestException("data_sm is not read", SMPPConstant.STAT_ESME_RINVCMDID);
        }
    }
}
