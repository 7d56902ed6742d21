-- National sheets are the same for every organisation: reference data, without organisation_id.
create schema procedures;
create extension if not exists unaccent;

-- One row each time a set of sheets was brought in.
create table procedures.import (
    id          uuid        not null,
    source      text        not null,
    began_at    timestamptz not null,
    ended_at    timestamptz not null,
    files       integer     not null,
    added       integer     not null,
    changed     integer     not null,
    unchanged   integer     not null,
    removed     integer     not null,
    refused     jsonb       not null,
    constraint import_pk primary key (id)
);
create index import_last on procedures.import (ended_at desc, id desc);

-- The sheets as they are now. The content is the whole tree as its publisher nests it.
create table procedures.sheet (
    key         bigint      generated always as identity,
    audience    text        not null,
    id          text        not null,
    kind        text        not null,
    publication boolean     not null,
    title       text        not null,
    theme       text        not null,
    folder      text        not null,
    description text        not null,
    updated     date,
    address     text,
    content     text        not null,
    hash        text        not null,
    imported_at timestamptz not null,
    removed_at  timestamptz,
    constraint sheet_pk primary key (key),
    constraint sheet_once_for_an_audience unique (audience, id),
    constraint sheet_audience_known check (audience in ('particuliers', 'professionnels', 'associations'))
);
create index sheet_id on procedures.sheet (id);

-- What a sheet was before a change, append-only.
create table procedures.sheet_version (
    sheet_key   bigint      not null,
    hash        text        not null,
    title       text        not null,
    updated     date,
    content     text        not null,
    since       timestamptz not null,
    until       timestamptz not null,
    constraint sheet_version_pk primary key (sheet_key, until),
    constraint sheet_version_of_a_sheet foreign key (sheet_key) references procedures.sheet (key)
);

-- The words of a sheet by where they stand: what search is made from, and its excerpts.
create table procedures.sheet_text (
    sheet_key bigint  not null,
    title     text    not null,
    folder    text    not null,
    summary   text    not null,
    headings  text    not null,
    opening   text    not null,
    body      text    not null,
    everyday  text    not null,
    links     integer not null default 0,
    title_lexemes text[] not null default '{}',
    constraint sheet_text_pk primary key (sheet_key),
    constraint sheet_text_of_a_sheet foreign key (sheet_key) references procedures.sheet (key)
);
comment on column procedures.sheet_text.everyday is 'What people say when they need this sheet and that it does not say itself.';
comment on column procedures.sheet_text.links is 'How many times other sheets lead to this one: a light sign of how much it is needed.';

-- How much a stem says of a sheet: saturated counts, weighted by where the stem stands (BM25F).
create table procedures.posting (
    lexeme    text   not null,
    audience  text   not null,
    sheet_key bigint not null,
    weight    real   not null,
    constraint posting_pk primary key (lexeme, sheet_key)
);
create index posting_best on procedures.posting (lexeme, audience, weight desc) include (sheet_key);

create table procedures.lexeme (
    lexeme text   not null,
    idf    real   not null,
    constraint lexeme_pk primary key (lexeme)
);

-- Every word of the sheets without accents, with the stem it has when written with them.
create table procedures.word (
    plain  text    not null,
    lexeme text    not null,
    sheets integer not null,
    constraint word_pk primary key (plain, lexeme)
);
