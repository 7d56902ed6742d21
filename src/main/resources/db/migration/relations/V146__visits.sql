-- Visits that somebody wanted to be theirs: tied to their sheet, to a request of theirs, or to both.
create table relations.visit (
    ticket_id       uuid        not null,
    organisation_id uuid        not null,
    site_id         uuid        not null,
    service_id      uuid        not null,
    number          text        not null,
    arrived_at      timestamptz not null,
    usager_id       uuid,
    request_id      uuid,
    agreed          boolean     not null default false,
    tied_at         timestamptz not null,
    tied_by         uuid,
    finished_at     timestamptz,
    solved          boolean,
    opinion         integer,
    opinion_at      timestamptz,
    constraint visit_pk primary key (ticket_id),
    constraint visit_of_an_usager foreign key (usager_id) references relations.usager (id) on delete cascade,
    constraint visit_about_a_request foreign key (request_id) references relations.request (id) on delete cascade,
    constraint visit_of_somebody check (num_nonnulls(usager_id, request_id) > 0),
    constraint visit_on_a_sheet_with_consent check (usager_id is null or agreed),
    constraint visit_finished_with_an_outcome check ((finished_at is null) = (solved is null)),
    constraint visit_opinion_within_reason check (opinion between 1 and 5)
);
create index visit_of on relations.visit (usager_id) where usager_id is not null;
create index visit_about on relations.visit (request_id) where request_id is not null;
comment on column relations.visit.ticket_id is 'Ticket owned by module "queue"; no foreign key across schemas.';
comment on column relations.visit.agreed is 'The person agreed to have the visit on their sheet.';
