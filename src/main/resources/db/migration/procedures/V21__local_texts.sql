-- A sheet of the organisation's own stands beside the national ones: same table, same search, same page; imports pass it by.
alter table procedures.sheet add column organisation_id uuid;
alter table procedures.sheet add constraint sheet_own_is_named_so check ((organisation_id is not null) = (id like 'L-%'));

-- What an organisation writes itself: sheets of its own, and words that lie over a national sheet.
create table procedures.local_text (
    id              uuid        not null,
    organisation_id uuid        not null,
    kind            text        not null,
    audience        text        not null,
    sheet_id        text        not null,
    state           text        not null,
    newest          integer     not null,
    published       integer,
    published_at    timestamptz,
    seen_hash       text,
    constraint local_text_pk primary key (id),
    constraint local_text_kind_known check (kind in ('SHEET', 'OVERLAY')),
    constraint local_text_state_known check (state in ('DRAFT', 'REVIEW', 'PUBLISHED', 'WITHDRAWN')),
    constraint local_text_own_is_named_so check ((kind = 'SHEET') = (sheet_id like 'L-%'))
);
comment on column procedures.local_text.sheet_id is 'Of a sheet its own number; of an overlay that of the national sheet under it.';
comment on column procedures.local_text.state is 'Of the newest version; the public reads the one that "published" names.';
comment on column procedures.local_text.seen_hash is 'Of the national sheet when somebody last wrote or confirmed the overlay.';
create unique index local_text_once on procedures.local_text (audience, sheet_id) where kind = 'SHEET';
create index local_text_over on procedures.local_text (audience, sheet_id) where kind = 'OVERLAY' and published is not null;

-- Every version that was saved, append-only.
create table procedures.local_text_version (
    text_id uuid    not null,
    version integer not null,
    content jsonb   not null,
    constraint local_text_version_pk primary key (text_id, version),
    constraint local_text_version_of_a_text foreign key (text_id) references procedures.local_text (id)
);

-- Who did what to a text, append-only. Of the person nothing but the account.
create table procedures.local_text_event (
    id         uuid        not null,
    text_id    uuid        not null,
    version    integer     not null,
    act        text        not null,
    at         timestamptz not null,
    account_id uuid,
    constraint local_text_event_pk primary key (id),
    constraint local_text_event_of_a_text foreign key (text_id) references procedures.local_text (id),
    constraint local_text_event_act_known
        check (act in ('SAVED', 'RESTORED', 'SUBMITTED', 'SENT_BACK', 'PUBLISHED', 'WITHDRAWN', 'CONFIRMED'))
);
create index local_text_event_of on procedures.local_text_event (text_id, at);
create index local_text_event_last on procedures.local_text_event (at desc, id desc) where act in ('PUBLISHED', 'WITHDRAWN');
