alter table messaging.message
    add column urgent         boolean not null default false,
    add column reason         text    not null default '',
    add column claimed_until  timestamptz,
    add column delivered_at   timestamptz,
    add column undelivered_at timestamptz,
    add constraint message_reason_known check (reason in
        ('', 'quiet-hours', 'too-many-today', 'rate', 'gateway-away', 'too-late', 'withdrawn', 'opposed')),
    add constraint message_delivered_once_sent check (delivered_at is null or state = 'sent'),
    add constraint message_undelivered_is_refused check (undelivered_at is null or state = 'failed');
comment on column messaging.message.urgent is 'An answer to what the person has just done: neither the hour nor the number a day holds it back.';
comment on column messaging.message.reason is 'Why it waits, or why it is dropped.';
comment on column messaging.message.claimed_until is 'On its way to the gateway by one instance; another takes it up after that.';

drop index messaging.message_to_send;
create index message_to_send on messaging.message (channel, urgent desc, next_try_at, id) where state = 'waiting';
create index message_to_one_person on messaging.message (channel, lower(recipient), sent_at) where state = 'sent' and not urgent;
create index message_opposed on messaging.message (key text_pattern_ops) where state = 'dropped' and reason = 'opposed';

create table messaging.rules (
    only_one       boolean not null default true,
    quiet_from     time    not null default '20:00',
    quiet_until    time    not null default '08:00',
    quiet_sundays  boolean not null default true,
    quiet_holidays boolean not null default true,
    most_a_day     integer not null default 2,
    constraint rules_pk primary key (only_one),
    constraint rules_only_one check (only_one),
    constraint rules_most_a_day_some check (most_a_day between 1 and 20)
);
comment on table messaging.rules is 'When SMS that are not urgent may leave, and how many messages that are not urgent one person is sent in a day.';
insert into messaging.rules default values;
