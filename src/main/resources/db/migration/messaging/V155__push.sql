-- Browsers that asked to be told about one thing: a ticket, or a request.
alter table messaging.message drop constraint message_channel_known;
alter table messaging.message add constraint message_channel_known check (channel in ('email', 'sms', 'push'));
comment on column messaging.message.recipient is 'Personal data: erased 30 days after it left or was given up. Of a push message the id of the device, which says nothing by itself.';

create table messaging.push_device (
    id              uuid        not null,
    organisation_id uuid        not null,
    subject         text        not null,
    topic           text        not null default '',
    mark            text        not null,
    sealed          bytea       not null,
    language        text        not null,
    until           timestamptz not null,
    created_at      timestamptz not null,
    constraint push_device_pk primary key (id),
    constraint push_device_once unique (subject, mark)
);
create index push_device_marked on messaging.push_device (mark);
create index push_device_of_topic on messaging.push_device (topic) where topic <> '';
create index push_device_over on messaging.push_device (until);
comment on column messaging.push_device.subject is 'What the device is told about: "ticket 0199…" or "request 0199…".';
comment on column messaging.push_device.topic is 'The live topic whose change may concern it; "" for none.';
comment on column messaging.push_device.mark is 'SHA-256 of the address that its browser gave.';
comment on column messaging.push_device.sealed is 'Personal data: that address, its keys and the page that is opened, sealed with the key outside the database.';
comment on column messaging.push_device.until is 'It is forgotten then at the latest; before, with the visit or the request.';
