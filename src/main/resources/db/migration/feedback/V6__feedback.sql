create schema feedback;
create table feedback.visit (
    ticket_id       uuid        not null,
    token           text        not null,
    organisation_id uuid        not null,
    site_id         uuid        not null,
    service_id      uuid        not null,
    finished_at     timestamptz not null,
    constraint visit_pk primary key (ticket_id),
    constraint visit_token_unique unique (token)
);
create table feedback.opinion (
    id              uuid        not null,
    ticket_id       uuid,
    organisation_id uuid        not null,
    site_id         uuid        not null,
    service_id      uuid        not null,
    score           smallint    not null,
    verbatim        text,
    at              timestamptz not null,
    constraint opinion_pk primary key (id),
    constraint opinion_one_a_visit unique (ticket_id),
    constraint opinion_score_from_1_to_5 check (score between 1 and 5)
);
create index opinion_site on feedback.opinion (site_id, at);
comment on column feedback.opinion.verbatim is 'May hold personal data: erased after 365 days, the score stays.';
