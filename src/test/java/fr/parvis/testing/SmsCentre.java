package fr.parvis.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.BroadcastSm;
import org.jsmpp.bean.CancelBroadcastSm;
import org.jsmpp.bean.CancelSm;
import org.jsmpp.bean.DataCodings;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.QueryBroadcastSm;
import org.jsmpp.bean.QuerySm;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.ReplaceSm;
import org.jsmpp.bean.SubmitMulti;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.BindRequest;
import org.jsmpp.session.BroadcastSmResult;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.QueryBroadcastSmResult;
import org.jsmpp.session.QuerySmResult;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.session.SMPPServerSessionListener;
import org.jsmpp.session.ServerMessageReceiverListener;
import org.jsmpp.session.Session;
import org.jsmpp.session.SubmitMultiResult;
import org.jsmpp.session.SubmitSmResult;
import org.jsmpp.util.MessageId;

/** A centre of SMS on this machine that speaks SMPP 3.4: it takes messages, brings others, and says what became of each. */
public final class SmsCentre implements AutoCloseable {
    public static final String USER = "ville";
    public static final String SECRET = "s3cr3t!";

    /** @param content without the header of a part */
    public record Taken(
            String id, String from, String to, byte coding, byte[] content, int reference, int total, int number) {}

    private final int port;
    private final List<Taken> taken = new CopyOnWriteArrayList<>();
    private final List<SMPPServerSession> bound = new CopyOnWriteArrayList<>();
    private final Queue<Integer> answers = new ConcurrentLinkedQueue<>();
    private final AtomicInteger ids = new AtomicInteger();
    private SMPPServerSessionListener server;

    public SmsCentre() {
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        start();
    }

    public String url() {
        return url(SECRET);
    }

    public String url(String secret) {
        return "smpp://" + USER + ":" + secret.replace("!", "%21") + "@127.0.0.1:" + port + "?from=VILLE";
    }

    public void start() {
        try {
            server = new SMPPServerSessionListener(port);
            server.setMessageReceiverListener(new Desk());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        var listening = server;
        Thread.ofVirtual().start(() -> {
            while (true) {
                try {
                    var session = listening.accept();
                    Thread.ofVirtual().start(() -> bind(session));
                } catch (IOException _) {
                    return;
                }
            }
        });
    }

    private void bind(SMPPServerSession session) {
        try {
            BindRequest request = session.waitForBind(5_000);
            if (request.getSystemId().equals(USER) && request.getPassword().equals(SECRET)) {
                request.accept("centre");
                bound.add(session);
            } else {
                request.reject(SMPPConstant.STAT_ESME_RINVPASWD);
            }
        } catch (TimeoutException | IOException | PDUException failure) {
            session.close();
        }
    }

    /** The next messages are answered with these statuses; then all are taken. */
    public void answer(Integer... statuses) {
        answers.addAll(Arrays.asList(statuses));
    }

    public List<Taken> taken() {
        return taken;
    }

    /** One text, as a telephone puts it together. */
    public String shown(List<Taken> parts) {
        var whole = new ByteArrayOutputStream();
        parts.stream()
                .sorted(java.util.Comparator.comparingInt(Taken::number))
                .forEach(part -> whole.writeBytes(part.content()));
        return parts.getFirst().coding() == 8
                ? new String(whole.toByteArray(), StandardCharsets.UTF_16BE)
                : whole.toString(StandardCharsets.ISO_8859_1);
    }

    public boolean isBound() {
        return bound.stream().anyMatch(session -> session.getSessionState().isBound());
    }

    /** As when the cable is cut. */
    public void cut() {
        bound.forEach(SMPPServerSession::close);
        bound.clear();
    }

    /** @return the status that we were answered; 0 when it was taken */
    public int bring(String from, byte coding, byte[] content, boolean header) {
        return deliver(from, (byte) (header ? 0x40 : 0), coding, content);
    }

    public int bring(String from, String text) {
        return bring(from, (byte) 8, text.getBytes(StandardCharsets.UTF_16BE), false);
    }

    /** @param state like DELIVRD or UNDELIV */
    public int tell(String id, String state) {
        var text = "id:%s sub:001 dlvrd:001 submit date:2611281000 done date:2611281001 stat:%s err:011 text:"
                .formatted(id, state);
        return deliver("33612345678", (byte) 0x04, (byte) 0, text.getBytes(StandardCharsets.US_ASCII));
    }

    private int deliver(String from, byte esm, byte coding, byte[] content) {
        var session = bound.stream()
                .filter(one -> one.getSessionState().isBound())
                .findFirst()
                .orElseThrow();
        try {
            session.setTransactionTimer(20_000);
            session.deliverShortMessage(
                    "",
                    TypeOfNumber.INTERNATIONAL,
                    NumberingPlanIndicator.ISDN,
                    from,
                    TypeOfNumber.NETWORK_SPECIFIC,
                    NumberingPlanIndicator.UNKNOWN,
                    "38080",
                    new ESMClass(esm),
                    (byte) 0,
                    (byte) 0,
                    new RegisteredDelivery(0),
                    DataCodings.newInstance(coding),
                    content);
            return 0;
        } catch (NegativeResponseException answer) {
            return answer.getCommandStatus();
        } catch (PDUException | ResponseTimeoutException | InvalidResponseException | IOException failure) {
            throw new AssertionError(failure);
        }
    }

    @Override
    public void close() {
        cut();
        try {
            server.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private final class Desk implements ServerMessageReceiverListener {
        @Override
        public SubmitSmResult onAcceptSubmitSm(SubmitSm pdu, SMPPServerSession source) throws ProcessRequestException {
            var status = answers.poll();
            if (status != null && status != 0) {
                throw new ProcessRequestException("no", status);
            }
            var id = "C" + ids.incrementAndGet();
            var content = pdu.getShortMessage();
            var header = pdu.isUdhi();
            taken.add(new Taken(
                    id,
                    pdu.getSourceAddr(),
                    pdu.getDestAddress(),
                    pdu.getDataCoding(),
                    header ? Arrays.copyOfRange(content, 6, content.length) : content,
                    header ? content[3] & 0xFF : 0,
                    header ? content[4] : 1,
                    header ? content[5] : 1));
            try {
                return new SubmitSmResult(new MessageId(id), new OptionalParameter[0]);
            } catch (PDUException impossible) {
                throw new AssertionError(impossible);
            }
        }

        private static ProcessRequestException unknown() {
            return new ProcessRequestException("unknown", SMPPConstant.STAT_ESME_RINVCMDID);
        }

        @Override
        public SubmitMultiResult onAcceptSubmitMulti(SubmitMulti pdu, SMPPServerSession source)
                throws ProcessRequestException {
            throw unknown();
        }

        @Override
        public QuerySmResult onAcceptQuerySm(QuerySm pdu, SMPPServerSession source) throws ProcessRequestException {
            throw unknown();
        }

        @Override
        public void onAcceptReplaceSm(ReplaceSm pdu, SMPPServerSession source) throws ProcessRequestException {
            throw unknown();
        }

        @Override
        public void onAcceptCancelSm(CancelSm pdu, SMPPServerSession source) throws ProcessRequestException {
            throw unknown();
        }

        @Override
        public BroadcastSmResult onAcceptBroadcastSm(BroadcastSm pdu, SMPPServerSession source)
                throws ProcessRequestException {
            throw unknown();
        }

        @Override
        public void onAcceptCancelBroadcastSm(CancelBroadcastSm pdu, SMPPServerSession source)
                throws ProcessRequestException {
            throw unknown();
        }

        @Override
        public QueryBroadcastSmResult onAcceptQueryBroadcastSm(QueryBroadcastSm pdu, SMPPServerSession source)
                throws ProcessRequestException {
            throw unknown();
        }

        @Override
        public DataSmResult onAcceptDataSm(DataSm pdu, Session source) throws ProcessRequestException {
            throw unknown();
        }
    }
}
