create schema relations;

-- What somebody has asked for, and what became of it. The row stays without its personal data: how long answers take is counted on it.
create table relations.request (
    id              uuid        not null,
    organisation_id uuid        not null,
    reference       text        not null,
    form            text        not null,
    kind            text        not null,
    state           text        not null default 'RECEIVED',
    received_at     timestamptz not null,
    due_on          date        not null,
    language        text        not null,
    sheet           text,
    sheet_title     text,
    words           text,
    email           text,
    phone           text,
    call_from       timestamptz,
    call_to         timestamptz,
    tries           integer     not null default 0,
    outcome         text,
    closed_at       timestamptz,
    closed_by       uuid,
    erased_at       timestamptz,
    constraint request_pk primary key (id),
    constraint request_reference_unique unique (reference),
    constraint request_form_once unique (form),
    constraint request_kind_known check (kind in ('QUESTION', 'CALL_BACK')),
    constraint request_state_known check (state in ('RECEIVED', 'ANSWERED', 'SENT_ON', 'NOT_REACHED', 'WITHDRAWN')),
    constraint request_closed_completely check ((state = 'RECEIVED') = (closed_at is null)),
    constraint request_closed_with_an_outcome
        check (state not in ('ANSWERED', 'SENT_ON') or erased_at is not null or outcome is not null),
    constraint request_never_tried_more_than_thrice check (tries between 0 and 3),
    constraint request_erased_of_all_words
        check (erased_at is null
            or (words is null and email is null and phone is null and outcome is null and call_from is null))
);
create index request_open on relations.request (organisation_id, due_on) where state = 'RECEIVED';
create index request_closed on relations.request (organisation_id, closed_at desc) where state <> 'RECEIVED';
create index request_to_erase on relations.request (received_at) where erased_at is null;
comment on column relations.request.organisation_id is 'Organisation owned by module "directory"; no foreign key across schemas.';
comment on column relations.request.reference is 'Opens the page of the request: cannot be guessed.';
comment on column relations.request.form is 'Made with the form that was sent: the same form sent twice is one request.';
comment on column relations.request.words is 'Personal data: erased when withdrawn, or 12 months after it was received.';
comment on column relations.request.email is 'Personal data, erased with the words.';
comment on column relations.request.phone is 'Personal data, erased with the words.';
comment on column relations.request.outcome is 'The answer, or who has it now; may hold personal data, erased with the words.';

-- In how many working days an organisation says that it answers.
create table relations.promise (
    organisation_id uuid    not null,
    question_days   integer not null,
    call_back_days  integer not null,
    constraint promise_pk primary key (organisation_id),
    constraint promise_within_reason check (question_days between 1 and 40 and call_back_days between 1 and 40)
);
