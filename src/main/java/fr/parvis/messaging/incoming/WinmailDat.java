package fr.parvis.messaging.incoming;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.poi.hmef.HMEFMessage;
import org.apache.poi.hmef.attribute.MAPIAttribute;
import org.apache.poi.hmef.attribute.TNEFAttribute;

/** Pure: the files inside Outlook's own envelope (TNEF), which other programs show as winmail.dat. */
final class WinmailDat {
    static {
        TNEFAttribute.setMaxRecordLength(RawMail.LARGEST);
        MAPIAttribute.setMaxRecordLength(RawMail.LARGEST);
    }

    record Enclosed(String name, byte[] content) {}

    private WinmailDat() {}

    static boolean isOne(String type, String name) {
        return type.equals("application/ms-tnef")
                || type.equals("application/vnd.ms-tnef")
                || name.equalsIgnoreCase("winmail.dat");
    }

    /** Empty when it holds no file, or is broken. */
    static List<Enclosed> open(byte[] content) {
        var files = new ArrayList<Enclosed>();
        try {
            for (var one : new HMEFMessage(new ByteArrayInputStream(content)).getAttachments()) {
                var name = Objects.requireNonNullElse(one.getLongFilename(), one.getFilename());
                files.add(new Enclosed(Objects.requireNonNullElse(name, ""), one.getContents()));
            }
        } catch (IOException | RuntimeException _) {
            // what was found before it broke is worth having
        }
        return files;
    }
}
