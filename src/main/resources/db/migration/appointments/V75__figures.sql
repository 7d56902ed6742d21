alter table appointments.appointment add column reminded_at timestamptz;
comment on column appointments.appointment.reminded_at is 'When the first reminder of its present time was written; null when none was, or it was moved since.';

-- What an agenda offered on a day that is over, and how much of it appointments took. Rules change; this does not.
create table appointments.agenda_day (
    agenda_id       uuid    not null,
    site_id         uuid    not null,
    day             date    not null,
    offered_minutes integer not null,
    taken_minutes   integer not null,
    constraint agenda_day_pk primary key (agenda_id, day),
    constraint agenda_day_within_a_day check (offered_minutes >= 0 and taken_minutes >= 0)
);
create index agenda_day_of_a_site on appointments.agenda_day (site_id, day);
comment on column appointments.agenda_day.taken_minutes is 'Kept, missed or nothing said of it; buffers included.';

-- How far away the third free start was on a day at noon: the usual measure of access to appointments.
create table appointments.third_next (
    service_id uuid    not null,
    site_id    uuid    not null,
    day        date    not null,
    hours      integer,
    constraint third_next_pk primary key (service_id, site_id, day)
);
comment on column appointments.third_next.hours is 'Null when the horizon had no three.';
