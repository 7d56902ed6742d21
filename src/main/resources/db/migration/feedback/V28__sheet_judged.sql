-- "Was this clear?" at the bottom of a sheet. Nothing says who answered.
create table feedback.sheet_opinion (
    id              uuid        not null,
    organisation_id uuid        not null,
    audience        text        not null,
    sheet_id        text        not null,
    clear           boolean     not null,
    reason          text,
    verbatim        text,
    at              timestamptz not null,
    constraint sheet_opinion_pk primary key (id),
    constraint sheet_opinion_reason_known check (reason in ('documents', 'words', 'situation', 'other'))
);
create index sheet_opinion_sheet on feedback.sheet_opinion (organisation_id, audience, sheet_id, at desc);
comment on column feedback.sheet_opinion.verbatim is 'May hold personal data: erased after 365 days, the answer stays.';
