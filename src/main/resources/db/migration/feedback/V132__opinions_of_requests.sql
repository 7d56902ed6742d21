-- Whether the answer to a request satisfied: asked once, some time after the end.
create table feedback.request_opinion (
    request_id      uuid        not null,
    organisation_id uuid        not null,
    token           text        not null,
    kind            text        not null,
    outcome         text        not null,
    ended_at        timestamptz not null,
    ask_at          timestamptz not null,
    asked_at        timestamptz,
    score           smallint,
    verbatim        text,
    at              timestamptz,
    constraint request_opinion_pk primary key (request_id),
    constraint request_opinion_token_unique unique (token),
    constraint request_opinion_score_from_1_to_5 check (score between 1 and 5),
    constraint request_opinion_given_completely check ((score is null) = (at is null) and (verbatim is null or score is not null))
);
create index request_opinion_to_ask on feedback.request_opinion (ask_at) where asked_at is null and score is null;
comment on column feedback.request_opinion.request_id is 'Request owned by module "relations"; no foreign key across schemas.';
comment on column feedback.request_opinion.verbatim is 'May hold personal data: erased after 365 days or with the request, the score stays.';

create table feedback.never_asked (
    contact text        not null,
    since   timestamptz not null,
    constraint never_asked_pk primary key (contact)
);
comment on column feedback.never_asked.contact is 'SHA-256 of an address or number whose holder does not want to be asked any more.';
