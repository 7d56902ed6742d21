-- Warnings before a time is missed: each once for the day that it is about, whatever restarts.
create table relations.escalation (
    request_id uuid        not null,
    warning    text        not null,
    about_on   date        not null,
    at         timestamptz not null,
    constraint escalation_pk primary key (request_id, warning, about_on),
    constraint escalation_of_a_request foreign key (request_id) references relations.request (id) on delete cascade,
    constraint escalation_warning_known
        check (warning in ('ACKNOWLEDGEMENT', 'PROMISE', 'STEP', 'SILENCE_SOON', 'SILENCE_NEAR', 'SILENCE'))
);

-- Whom a warning is for, until they have seen it.
create table relations.notice (
    id         uuid        not null,
    account_id uuid        not null,
    request_id uuid        not null,
    warning    text        not null,
    about_on   date        not null,
    at         timestamptz not null,
    seen_at    timestamptz,
    constraint notice_pk primary key (id),
    constraint notice_once unique (account_id, request_id, warning, about_on),
    constraint notice_of_a_request foreign key (request_id) references relations.request (id) on delete cascade
);
create index notice_to_see on relations.notice (account_id, at) where seen_at is null;
comment on column relations.notice.account_id is 'Account owned by module "identity"; no foreign key across schemas.';

-- Whom somebody can turn to when the answer is no.
create table relations.remedy (
    organisation_id  uuid not null,
    mediator         text not null default '',
    mediator_address text not null default '',
    court_address    text not null default '',
    rights_address   text not null default '',
    constraint remedy_pk primary key (organisation_id)
);
comment on column relations.remedy.mediator is 'Name of the mediator of the organisation; "" when it has none.';
comment on column relations.remedy.court_address is 'Administrative court, as the person reads it.';
comment on column relations.remedy.rights_address is 'Where the Défenseur des droits, or the delegate of the place, is reached.';
