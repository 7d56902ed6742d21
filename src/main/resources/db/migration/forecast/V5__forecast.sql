create schema forecast;
create table forecast.observation (
    ticket_id       uuid             not null,
    organisation_id uuid             not null,
    site_id         uuid             not null,
    service_id      uuid             not null,
    seconds         double precision not null,
    finished_at     timestamptz      not null,
    constraint observation_pk primary key (ticket_id),
    constraint observation_lasts check (seconds >= 1)
);
create index observation_recent on forecast.observation (site_id, service_id, finished_at desc);
