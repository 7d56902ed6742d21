-- Whoever stands at a kiosk books there, for themselves.
alter table appointments.appointment drop constraint appointment_channel_known;
alter table appointments.appointment
    add constraint appointment_channel_known check (channel in ('online', 'desk', 'phone', 'partner', 'kiosk'));
