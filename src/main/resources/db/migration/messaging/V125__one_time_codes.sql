-- Codes by which somebody shows that an address or a telephone is theirs: for bookings so far, now for whatever is opened so.
create table messaging.code (
    subject text        not null,
    contact text        not null,
    hash    text        not null,
    until   timestamptz not null,
    tries   integer     not null default 0,
    sent    integer     not null default 1,
    sent_at timestamptz not null,
    constraint code_pk primary key (subject)
);
create index code_sent on messaging.code (sent_at);
comment on column messaging.code.subject is 'What the code opens, like "appointment 0199…".';
comment on column messaging.code.contact is 'SHA-256 of the address or number that it was sent to.';
comment on column messaging.code.hash is 'Of the code, this contact and this subject; the code itself is nowhere but in its message.';
comment on column messaging.code.sent is 'How many codes were sent for this subject.';
insert into messaging.code (subject, contact, hash, until, tries, sent, sent_at)
select 'appointment ' || appointment_id, contact, hash, until, tries, sent, sent_at from appointments.code;

-- Each code that was sent, so that a contact gets no more than its share whatever is corrected meanwhile.
create table messaging.code_sending (
    contact text        not null,
    at      timestamptz not null
);
create index code_sending_to on messaging.code_sending (contact, at);
create index code_sending_when on messaging.code_sending (at);
comment on column messaging.code_sending.contact is 'SHA-256 of the address or number; forgotten after an hour.';
insert into messaging.code_sending (contact, at) select contact, at from appointments.code_sending;

drop table appointments.code;
drop table appointments.code_sending;
