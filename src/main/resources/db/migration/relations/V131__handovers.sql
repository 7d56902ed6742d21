-- Other bodies that a person can be handed over to, and what was handed over until they confirm that they have taken it up.
create table relations.body (
    id              uuid    not null,
    organisation_id uuid    not null,
    name            text    not null,
    kind            text    not null,
    email           text    not null,
    phone           text    not null default '',
    address         text    not null default '',
    active          boolean not null default true,
    constraint body_pk primary key (id),
    constraint body_name_unique unique (organisation_id, name),
    constraint body_can_be_written_to check (email like '%_@_%')
);

create table relations.handover (
    id              uuid        not null,
    organisation_id uuid        not null,
    request_id      uuid        not null,
    body_id         uuid        not null,
    body_name       text        not null,
    token           text        not null,
    words           text        not null,
    contact         boolean     not null,
    consent_how     text        not null,
    consented_on    date        not null,
    closes          boolean     not null,
    at              timestamptz not null,
    by_id           uuid        not null,
    by_name         text        not null,
    due_on          date        not null,
    remind_on       date        not null,
    reminded_at     timestamptz,
    expires_at      timestamptz not null,
    state           text        not null default 'SENT',
    answered_at     timestamptz,
    answered_by     text        not null default '',
    answer          text        not null default '',
    constraint handover_pk primary key (id),
    constraint handover_token_unique unique (token),
    constraint handover_of_a_request foreign key (request_id) references relations.request (id) on delete cascade,
    constraint handover_to_a_body foreign key (body_id) references relations.body (id),
    constraint handover_with_consent check (consent_how in ('SPOKEN', 'WRITTEN', 'FORM')),
    constraint handover_after_consent check (consented_on <= (at at time zone 'UTC')::date + 1),
    constraint handover_state_known check (state in ('SENT', 'TAKEN', 'DECLINED')),
    constraint handover_answered_completely check ((state = 'SENT') = (answered_at is null))
);
create index handover_of on relations.handover (request_id, at);
create index handover_to_remind on relations.handover (remind_on) where state = 'SENT' and reminded_at is null;
create unique index handover_waits_once on relations.handover (request_id, body_id) where state = 'SENT';
comment on column relations.handover.words is 'Personal data, erased with the request.';
comment on column relations.handover.answer is 'What happens next, or why it is not for them; may hold personal data, erased with the request.';
comment on column relations.handover.contact is 'Whether the name, address and number of the person are handed over.';

create table relations.handover_document (
    handover_id   uuid not null,
    attachment_id uuid not null,
    constraint handover_document_pk primary key (handover_id, attachment_id),
    constraint handover_document_of foreign key (handover_id) references relations.handover (id) on delete cascade,
    constraint handover_document_is foreign key (attachment_id) references relations.attachment (id) on delete cascade
);

create function relations.forget_handovers() returns trigger language plpgsql as $$
begin
    update relations.handover set words = '', answer = '', answered_by = '', contact = false where request_id = new.id;
    return null;
end $$;
create trigger request_erased_with_its_handovers after update of erased_at on relations.request
    for each row when (old.erased_at is null and new.erased_at is not null) execute function relations.forget_handovers();
