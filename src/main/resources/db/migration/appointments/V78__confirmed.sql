alter table appointments.appointment add column confirmed_at timestamptz;
comment on column appointments.appointment.confirmed_at is 'When the person said that this time still suits; null when nobody was asked or answered, or it was moved since.';

-- Extra places beyond what a site can receive at once, opened on purpose because some people will not come.
alter table appointments.agenda add column overflow boolean not null default false;
comment on column appointments.agenda.overflow is 'Holds places that are opened beyond what the site can receive, in place of people who are expected not to come.';
