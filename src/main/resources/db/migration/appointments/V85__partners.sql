alter table appointments.appointment add column partner_id uuid;
create index appointment_of_a_partner on appointments.appointment (partner_id, starts_at) where partner_id is not null;
comment on column appointments.appointment.partner_id is 'The outside organisation that booked it for somebody. Owned by module "identity"; no foreign key across schemas.';
