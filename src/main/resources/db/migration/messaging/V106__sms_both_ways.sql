-- The names by which a gateway tells what became of the parts of an SMS; a receipt may come before we know whose it is.
create table messaging.sms_part (
    gateway_id text        not null,
    message_id uuid,
    delivered  boolean,
    detail     text        not null default '',
    at         timestamptz not null,
    constraint sms_part_pk primary key (gateway_id),
    constraint sms_part_message_fk foreign key (message_id) references messaging.message on delete cascade
);
create index sms_part_of_message on messaging.sms_part (message_id);

create table messaging.incoming_sms (
    id              uuid        not null,
    organisation_id uuid        not null,
    gateway_key     text,
    sender          text,
    recipient       text,
    body            text,
    received_at     timestamptz not null,
    erased_at       timestamptz,
    constraint incoming_sms_pk primary key (id),
    constraint incoming_sms_once unique (gateway_key),
    constraint incoming_sms_erased_of_all_words
        check (erased_at is null or num_nonnulls(sender, recipient, body) = 0)
);
create index incoming_sms_from on messaging.incoming_sms (sender, received_at);
create index incoming_sms_newest on messaging.incoming_sms (received_at);
comment on column messaging.incoming_sms.sender is 'Personal data: erased 30 days after it came.';
comment on column messaging.incoming_sms.body is 'Personal data, erased with the sender.';

-- A long SMS comes in parts, each of which is acknowledged once it is here.
create table messaging.incoming_sms_part (
    sender      text        not null,
    reference   text        not null,
    total       integer     not null,
    number      integer     not null,
    coding      smallint    not null,
    content     bytea       not null,
    received_at timestamptz not null,
    constraint incoming_sms_part_pk primary key (sender, reference, total, number),
    constraint incoming_sms_part_of_several check (number between 1 and total)
);
comment on table messaging.incoming_sms_part is 'Personal data: kept until the last part comes, a day at the most.';

create table messaging.opposed (
    number text        not null,
    since  timestamptz not null,
    constraint opposed_pk primary key (number)
);
comment on table messaging.opposed is 'Numbers whose holders wrote STOP. Personal data, kept until they take it back: without it they would be written to again.';
