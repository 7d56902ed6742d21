-- What a person wrote: the e-mail of the outbox that goes with it leaves in their name, and in a conversation.
create table messaging.letter (
    message_id  uuid   not null,
    sender      text   not null,
    sender_name text   not null,
    reply_to    text   not null,
    in_reply_to text   not null,
    refers_to   text[] not null,
    constraint letter_pk primary key (message_id),
    constraint letter_message foreign key (message_id) references messaging.message (id) on delete cascade
);
comment on column messaging.letter.sender_name is 'A service, or the name that an agent signs with.';
comment on column messaging.letter.refers_to is 'Message-IDs of the conversation, oldest first.';

create table messaging.enclosure (
    message_id uuid    not null,
    number     integer not null,
    sealed     bytea   not null,
    constraint enclosure_pk primary key (message_id, number),
    constraint enclosure_letter foreign key (message_id) references messaging.letter (message_id) on delete cascade
);
alter table messaging.enclosure alter column sealed set storage external;
comment on column messaging.enclosure.sealed is 'Personal data: name, type and content, sealed with the key outside the database; erased with the message.';
