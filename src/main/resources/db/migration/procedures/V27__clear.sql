-- How hard each state of a sheet is to read. National reference data, like the sheets: without organisation_id. Worked out
-- again from the sheets at any time, so it is tied to them by their key alone.
create table procedures.sheet_reading (
    sheet_key       bigint      not null,
    since           timestamptz not null,
    hash            text        not null,
    words           integer     not null,
    sentences       integer     not null,
    kandel_moles    real        not null,
    lix             real        not null,
    long_sentences  integer     not null,
    jargon          integer     not null,
    passives        integer     not null,
    nominal         integer     not null,
    jargon_revision text        not null,
    constraint sheet_reading_pk primary key (sheet_key, since)
);
comment on column procedures.sheet_reading.since is 'When the sheet began to say this: sheet.imported_at or sheet_version.since.';
comment on column procedures.sheet_reading.jargon_revision is 'Which list of jargon counted: an older count is renewed in the background.';

-- What an organisation changed in the list of jargon that Parvis comes with.
create table procedures.jargon (
    organisation_id uuid        not null,
    name            text        not null,
    term            text        not null,
    instead         text        not null,
    why             text        not null,
    used            boolean     not null,
    changed_at      timestamptz not null,
    constraint jargon_pk primary key (organisation_id, name),
    constraint jargon_says_what_to_write check (not used or (term <> '' and instead <> ''))
);
comment on column procedures.jargon.used is 'False: a term that Parvis comes with and that this organisation does not want to be told of.';

-- A sheet in plain French beside the normal one. The writer never reviews; one version at most is public.
create table procedures.plain_version (
    id              uuid        not null,
    organisation_id uuid        not null,
    audience        text        not null,
    sheet_id        text        not null,
    body            text        not null,
    state           text        not null,
    writer_id       uuid        not null,
    reviewer_id     uuid,
    remark          text        not null default '',
    sheet_hash      text        not null,
    changed_at      timestamptz not null,
    published_at    timestamptz,
    constraint plain_version_pk primary key (id),
    constraint plain_version_state_known check (state in ('draft', 'in-review', 'published', 'replaced')),
    constraint plain_version_reviewed_by_another check (reviewer_id is distinct from writer_id),
    constraint plain_version_published_after_review
        check ((state in ('published', 'replaced')) = (published_at is not null) and (published_at is null or reviewer_id is not null))
);
create unique index plain_version_one_public on procedures.plain_version (organisation_id, audience, sheet_id) where state = 'published';
create unique index plain_version_one_in_hand on procedures.plain_version (organisation_id, audience, sheet_id)
    where state in ('draft', 'in-review');
comment on column procedures.plain_version.sheet_hash is 'Of the sheet that the writer had before the eyes: another one now means that the sheet changed since.';
