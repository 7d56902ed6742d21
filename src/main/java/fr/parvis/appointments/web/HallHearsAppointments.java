package fr.parvis.appointments.web;

import fr.parvis.appointments.AppointmentChanged;
import fr.parvis.appointments.sessions.SessionChanged;
import fr.parvis.platform.live.LiveUpdates;
import fr.parvis.queue.Topics;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Whoever has the hall before their eyes sees the appointments of today as they change. */
@Component
class HallHearsAppointments {
    private final LiveUpdates live;

    HallHearsAppointments(LiveUpdates live) {
        this.live = live;
    }

    /** In the act's own transaction: said when it commits. */
    @EventListener
    void on(AppointmentChanged change) {
        live.changed(Topics.site(change.appointment().siteId()));
    }

    @EventListener
    void on(SessionChanged change) {
        live.changed(Topics.site(change.siteId()));
    }
}
