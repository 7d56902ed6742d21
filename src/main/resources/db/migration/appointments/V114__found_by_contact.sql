create index appointment_of_an_address on appointments.appointment (lower(email)) where email is not null;
create index appointment_of_a_telephone on appointments.appointment (phone) where phone is not null;
