package fr.parvis.appointments;

import fr.parvis.appointments.sectors.PostalAddress;
import fr.parvis.appointments.slots.Modality;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How appointments and wishes keep how somebody is received: "modality", "needs" and "address", in this order. */
public final class MeetingColumns {
    private MeetingColumns() {}

    public static List<@Nullable Object> of(Meeting meeting) {
        var address = meeting.address();
        return Arrays.asList(
                meeting.modality().code(),
                meeting.needs().codes().toArray(String[]::new),
                address == null ? null : address.lines());
    }

    public static Meeting read(ResultSet row) throws SQLException {
        var address = row.getString("address");
        return new Meeting(
                Modality.of(row.getString("modality")).orElseThrow(),
                Needs.of(Arrays.asList((String[]) row.getArray("needs").getArray())),
                address == null ? null : PostalAddress.of(address));
    }
}
