create schema messaging;

-- Whatever is to be sent, kept until it has left and for thirty days more.
create table messaging.message (
    id              uuid        not null,
    organisation_id uuid        not null,
    key             text        not null,
    about           text        not null,
    channel         text        not null,
    state           text        not null default 'waiting',
    recipient       text,
    subject         text,
    body            text,
    attachment      bytea,
    attachment_name text,
    attachment_type text,
    tries           integer     not null default 0,
    problem         text        not null default '',
    created_at      timestamptz not null,
    next_try_at     timestamptz,
    useful_until    timestamptz,
    sent_at         timestamptz,
    erased_at       timestamptz,
    constraint message_pk primary key (id),
    constraint message_once unique (key),
    constraint message_channel_known check (channel in ('email', 'sms')),
    constraint message_state_known check (state in ('waiting', 'sent', 'failed', 'dropped')),
    constraint message_waiting_is_tried_some_day check ((state = 'waiting') = (next_try_at is not null)),
    constraint message_sent_at_a_time check ((state = 'sent') = (sent_at is not null)),
    constraint message_erased_of_all_words
        check (erased_at is null or num_nonnulls(recipient, subject, body, attachment) = 0)
);
create index message_to_send on messaging.message (channel, next_try_at) where state = 'waiting';
create index message_newest on messaging.message (created_at desc);
comment on column messaging.message.recipient is 'Personal data: erased 30 days after it left or was given up.';
comment on column messaging.message.subject is 'Personal data, erased with the recipient.';
comment on column messaging.message.body is 'Personal data, erased with the recipient.';
comment on column messaging.message.attachment is 'Personal data, erased with the recipient.';
comment on column messaging.message.problem is 'What the gateway answered, without its secrets.';
