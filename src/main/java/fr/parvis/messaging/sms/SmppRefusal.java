package fr.parvis.messaging.sms;

import java.util.Set;
import org.jsmpp.SMPPConstant;

/** A centre of SMS says no to a message. */
public final class SmppRefusal extends Exception {
    private static final Set<Integer> LATER =
            Set.of(SMPPConstant.STAT_ESME_RTHROTTLED, SMPPConstant.STAT_ESME_RMSGQFUL);
    private static final Set<Integer> NEVER = Set.of(
            SMPPConstant.STAT_ESME_RINVMSGLEN,
            SMPPConstant.STAT_ESME_RINVDSTADR,
            SMPPConstant.STAT_ESME_RINVDSTTON,
            SMPPConstant.STAT_ESME_RINVDSTNPI,
            SMPPConstant.STAT_ESME_RX_P_APPN,
            SMPPConstant.STAT_ESME_RX_R_APPN);

    private final int status;

    SmppRefusal(int status) {
        super("the centre of SMS answers 0x%02X".formatted(status));
        this.status = status;
    }

    /** It has too much to do. */
    public boolean isForNow() {
        return LATER.contains(status);
    }

    /** Of this number, or of this text. */
    public boolean isForGood() {
        return NEVER.contains(status);
    }
}
