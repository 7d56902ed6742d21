-- What somebody in the line has prepared: gone as soon as the visit ends, or after two days.
create table procedures.prepared_visit (
    ticket_id       uuid        not null,
    organisation_id uuid        not null,
    site_id         uuid        not null,
    audience        text        not null,
    sheet_id        text        not null,
    title           text        not null,
    prepared_at     timestamptz not null,
    constraint prepared_visit_pk primary key (ticket_id)
);
create index prepared_visit_old on procedures.prepared_visit (prepared_at);

create table procedures.prepared_document (
    ticket_id uuid    not null,
    place     integer not null,
    key       text    not null,
    what      text    not null,
    condition text    not null,
    state     text    not null default 'unseen',
    constraint prepared_document_pk primary key (ticket_id, place),
    constraint prepared_document_of_a_visit foreign key (ticket_id) references procedures.prepared_visit (ticket_id) on delete cascade,
    constraint prepared_document_state_known check (state in ('unseen', 'there', 'missing'))
);

-- What agents saw, without anything about the person: append-only.
create table procedures.document_check (
    id              uuid        not null,
    organisation_id uuid        not null,
    site_id         uuid        not null,
    audience        text        not null,
    sheet_id        text        not null,
    key             text        not null,
    what            text        not null,
    missing         boolean     not null,
    at              timestamptz not null,
    constraint document_check_pk primary key (id)
);
create index document_check_sheet on procedures.document_check (organisation_id, audience, sheet_id, at);
