-- Mailboxes that are read. What they hold is kept in "incoming" before the mail server hears that it was read.
create table messaging.mailbox (
    id              uuid        not null,
    organisation_id uuid        not null,
    name            text        not null,
    address         text        not null,
    url             text        not null,
    login           text        not null,
    secret          bytea,
    site_id         uuid,
    state           text        not null default 'active',
    given           boolean     not null default false,
    created_at      timestamptz not null,
    heard_at        timestamptz,
    problem         text        not null default '',
    problem_since   timestamptz,
    failures        integer     not null default 0,
    next_try_at     timestamptz,
    constraint mailbox_pk primary key (id),
    constraint mailbox_state_known check (state in ('active', 'paused', 'removed')),
    constraint mailbox_secret_elsewhere_when_given check (not given or secret is null)
);
create unique index mailbox_name_once on messaging.mailbox (organisation_id, lower(name)) where state <> 'removed';
comment on column messaging.mailbox.url is 'imap or imaps address, without user and secret.';
comment on column messaging.mailbox.secret is 'Sealed with the key outside the database; null of the one of PARVIS_IMAP_URL.';
comment on column messaging.mailbox.site_id is 'Whose mail it is; null for the whole organisation. Sites are owned by module "directory"; no foreign key across schemas.';
comment on column messaging.mailbox.given is 'The one of PARVIS_IMAP_URL: address and secret are read from there.';
comment on column messaging.mailbox.problem is 'What the last connection met, a word of messaging.box.problem; "" when it met nothing.';
