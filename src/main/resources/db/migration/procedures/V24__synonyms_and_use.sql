-- An organisation's own everyday expressions, beside those that come with the program.
create table procedures.synonym (
    id              uuid        not null,
    organisation_id uuid        not null,
    said            text        not null,
    meant           text        not null,
    stems           text        not null,
    revision        bigint      not null,
    changed_at      timestamptz not null,
    constraint synonym_pk primary key (id),
    constraint synonym_once unique (organisation_id, stems),
    constraint synonym_said_length check (length(said) between 2 and 120),
    constraint synonym_meant_length check (length(meant) between 2 and 120)
);
create sequence procedures.synonym_revision;
comment on column procedures.synonym.stems is 'What is said, without accents and in alphabetical order: two lines cannot say the same.';
comment on column procedures.synonym.revision is 'Ever larger with each change, so that the number of lines and the sum of revisions tell every state from every other.';

-- How many times a sheet was opened on a day. Nothing about who opened it.
create table procedures.opened_sheet (
    organisation_id uuid    not null,
    sheet_key       bigint  not null,
    day             date    not null,
    times           integer not null,
    constraint opened_sheet_pk primary key (sheet_key, day, organisation_id),
    constraint opened_sheet_times_positive check (times > 0)
);
create index opened_sheet_day on procedures.opened_sheet (day);
