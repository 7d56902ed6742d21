alter table procedures.sheet_text
    add column asked text   not null default '',
    add column pairs text[] not null default '{}';
comment on column procedures.sheet_text.asked is 'Questions as people put them, for the sheets that are asked for most; empty for the others.';
comment on column procedures.sheet_text.pairs is 'Stems that follow each other in the title, the summary and the everyday words: "stem stem".';

-- What the index was last made with; one row.
create table procedures.search_index (
    one     boolean     not null default true,
    lists   text        not null,
    made_at timestamptz not null default now(),
    constraint search_index_pk primary key (one),
    constraint search_index_one_row check (one)
);
comment on column procedures.search_index.lists is 'Digest of the lists of everyday words that came with the program.';
