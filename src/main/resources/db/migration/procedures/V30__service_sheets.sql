-- Which procedures people come for at a service: what its kiosk and its counters offer first.
create table procedures.service_sheet (
    organisation_id uuid    not null,
    service_id      uuid    not null,
    audience        text    not null,
    sheet_id        text    not null,
    position        integer not null,
    constraint service_sheet_pk primary key (service_id, audience, sheet_id),
    constraint service_sheet_position_positive check (position > 0)
);
create index service_sheet_organisation on procedures.service_sheet (organisation_id);
