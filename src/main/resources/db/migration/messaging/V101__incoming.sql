-- Every message that came in, sealed. A row outlives its content: a message that is still in the mailbox is never taken again.
create table messaging.incoming (
    id              uuid        not null,
    organisation_id uuid        not null,
    mailbox_id      uuid        not null,
    digest          text        not null,
    whole           boolean     not null,
    size            integer     not null,
    nature          text        not null,
    answers         text,
    received_at     timestamptz not null,
    sealed          bytea,
    done_at         timestamptz,
    kept_until      timestamptz not null,
    erased_at       timestamptz,
    constraint incoming_pk primary key (id),
    constraint incoming_mailbox foreign key (mailbox_id) references messaging.mailbox (id),
    constraint incoming_once unique (mailbox_id, digest),
    constraint incoming_erased_of_all_content check ((erased_at is null) = (sealed is not null))
);
alter table messaging.incoming alter column sealed set storage external;
create index incoming_to_erase on messaging.incoming (kept_until) where erased_at is null;
comment on column messaging.incoming.digest is 'SHA-256 of the message as it came: the same message has it again, whatever its number in the mailbox.';
comment on column messaging.incoming.answers is 'Key of the message of the outbox that it answers.';
comment on column messaging.incoming.sealed is 'Personal data: the message as it came, with its attachments, sealed with the key outside the database; erased after kept_until.';
comment on column messaging.incoming.done_at is 'When whoever answers had taken over what they need.';

-- The numbers that the mail server gives, which change with UIDVALIDITY.
create table messaging.taken (
    mailbox_id  uuid   not null,
    uidvalidity bigint not null,
    uid         bigint not null,
    incoming_id uuid   not null,
    constraint taken_pk primary key (mailbox_id, uidvalidity, uid),
    constraint taken_incoming foreign key (incoming_id) references messaging.incoming (id)
);

-- What a scanner said of an attachment, by its content.
create table messaging.scanned (
    incoming_id uuid        not null,
    sha256      text        not null,
    verdict     text        not null,
    finding     text        not null default '',
    at          timestamptz not null,
    constraint scanned_pk primary key (incoming_id, sha256),
    constraint scanned_incoming foreign key (incoming_id) references messaging.incoming (id),
    constraint scanned_verdict_known check (verdict in ('clean', 'infected'))
);
