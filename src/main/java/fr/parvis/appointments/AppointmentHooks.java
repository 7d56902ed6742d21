package fr.parvis.appointments;

import fr.parvis.directory.Directory;
import fr.parvis.hooks.HookSource;
import fr.parvis.hooks.Hooks;
import java.util.LinkedHashMap;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells other programs of every change of an appointment: which one and how it stands, and nothing of the person. */
@Component
class AppointmentHooks implements HookSource {
    private static final String OF = "appointment.";
    private static final List<String> TOLD =
            List.of("booked", "moved", "reassigned", "confirmed", "arrived", "no-show", "cancelled");

    private final Hooks hooks;
    private final Directory directory;

    AppointmentHooks(Hooks hooks, Directory directory) {
        this.hooks = hooks;
        this.directory = directory;
    }

    @Override
    public List<String> types() {
        return TOLD.stream().map(OF::concat).toList();
    }

    @EventListener
    void on(AppointmentRecorded recorded) {
        if (TOLD.contains(recorded.type())) {
            var one = recorded.appointment();
            hooks.tell(OF + recorded.type(), one.siteId(), OF + one.id(), data(one));
        }
    }

    private LinkedHashMap<String, Object> data(Appointment one) {
        var site = directory.site(one.siteId());
        var data = new LinkedHashMap<String, Object>();
        data.put("id", one.id());
        data.put("reference", one.reference());
        data.put("state", one.state().code());
        data.put("site", site.slug());
        data.put("service", directory.service(one.serviceId()).slug());
        data.put("start", AppointmentActs.iso(one.start(), site));
        data.put("end", AppointmentActs.iso(one.end(), site));
        data.put("people", one.people());
        data.put("channel", one.channel().code());
        data.put("revision", one.revision());
        return data;
    }
}
