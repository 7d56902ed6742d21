package fr.parvis.messaging.sms;

import fr.parvis.messaging.sms.SmppReceiver.Part;
import fr.parvis.messaging.sms.SmppReceiver.Receipt;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.OptionalParameter.Message_payload;
import org.jsmpp.bean.OptionalParameter.Message_state;
import org.jsmpp.bean.OptionalParameter.Receipted_message_id;
import org.jsmpp.bean.OptionalParameter.Sar_msg_ref_num;
import org.jsmpp.bean.OptionalParameter.Sar_segment_seqnum;
import org.jsmpp.bean.OptionalParameter.Sar_total_segments;
import org.jsmpp.bean.TypeOfNumber;

/** What a deliver_sm holds. Centres write receipts each in their own way: their fields are looked for one by one. */
final class SmppReading {
    private static final Pattern ID = Pattern.compile("\\bid:(\\S+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern STATE = Pattern.compile("\\bstat:(\\w+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern ERROR = Pattern.compile("\\berr:(\\w+)", Pattern.CASE_INSENSITIVE);
    private static final String DELIVERED = "DELIVRD";
    private static final Set<String> NEVER = Set.of("EXPIRED", "DELETED", "UNDELIV", "REJECTD");
    private static final String[] STATES = {
        "", "ENROUTE", DELIVERED, "EXPIRED", "DELETED", "UNDELIV", "ACCEPTD", "UNKNOWN", "REJECTD"
    };
    private static final int PART_IN_8_BITS = 0x00;
    private static final int PART_IN_16_BITS = 0x08;

    private SmppReading() {}

    /** None while nothing is settled. */
    static Optional<Receipt> receipt(DeliverSm pdu) {
        var text = new String(content(pdu), StandardCharsets.ISO_8859_1);
        var named = pdu.getOptionalParameter(Receipted_message_id.class);
        var told = pdu.getOptionalParameter(Message_state.class);
        var id = named == null ? first(ID, text) : named.getValueAsString();
        var state = told == null || told.getValue() >= STATES.length || told.getValue() < 0
                ? first(STATE, text).toUpperCase(java.util.Locale.ROOT)
                : STATES[told.getValue()];
        if (id.isEmpty() || !state.equals(DELIVERED) && !NEVER.contains(state)) {
            return Optional.empty();
        }
        return Optional.of(new Receipt(id, state.equals(DELIVERED), (state + " " + first(ERROR, text)).strip()));
    }

    private static String first(Pattern pattern, String text) {
        var found = pattern.matcher(text);
        return found.find() ? found.group(1) : "";
    }

    static Part part(DeliverSm pdu) {
        var content = content(pdu);
        int header = pdu.isUdhi() && content.length > 0 ? Math.min((content[0] & 0xFF) + 1, content.length) : 0;
        var text = Arrays.copyOfRange(content, header, content.length);
        var named = pdu.getOptionalParameter(Receipted_message_id.class);
        var id = named == null ? null : named.getValueAsString();
        var from = number(pdu.getSourceAddr(), pdu.getSourceAddrTon());
        var to = pdu.getDestAddress();
        for (int at = 1; at + 1 < header; at += 2 + (content[at + 1] & 0xFF)) {
            int what = content[at] & 0xFF;
            int length = content[at + 1] & 0xFF;
            if ((what == PART_IN_8_BITS && length == 3 || what == PART_IN_16_BITS && length == 4)
                    && at + 1 + length < header) {
                int number = content[at + 1 + length] & 0xFF;
                int total = content[at + length] & 0xFF;
                int reference =
                        length == 3 ? content[at + 2] & 0xFF : (content[at + 2] & 0xFF) << 8 | content[at + 3] & 0xFF;
                return new Part(from, to, pdu.getDataCoding(), text, "udh " + reference, total, number, id);
            }
        }
        var reference = pdu.getOptionalParameter(Sar_msg_ref_num.class);
        var total = pdu.getOptionalParameter(Sar_total_segments.class);
        var number = pdu.getOptionalParameter(Sar_segment_seqnum.class);
        if (reference != null && total != null && number != null) {
            return new Part(
                    from,
                    to,
                    pdu.getDataCoding(),
                    text,
                    "sar " + (reference.getValue() & 0xFFFF),
                    total.getValue() & 0xFF,
                    number.getValue() & 0xFF,
                    id);
        }
        return new Part(from, to, pdu.getDataCoding(), text, "", 1, 1, id);
    }

    private static String number(String address, byte type) {
        return type == TypeOfNumber.INTERNATIONAL.value() && !address.startsWith("+") ? "+" + address : address;
    }

    private static byte[] content(DeliverSm pdu) {
        var payload = pdu.getOptionalParameter(Message_payload.class);
        return pdu.getShortMessage().length == 0 && payload != null
                ? ((OptionalParameter.OctetString) payload).getValue()
                : pdu.getShortMessage();
    }
}
