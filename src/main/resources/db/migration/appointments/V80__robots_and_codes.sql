-- Signs what browsers are given to work out. Made once, for every instance.
insert into platform.setting (key, value)
values ('appointments.challenge-key', replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''));

-- A challenge serves once.
create table appointments.spent_challenge (
    salt  text        not null,
    until timestamptz not null,
    constraint spent_challenge_pk primary key (salt)
);
create index spent_challenge_passing on appointments.spent_challenge (until);
comment on column appointments.spent_challenge.until is 'When the challenge expires: from then on its own date refuses it.';

alter table appointments.terms add column by_code boolean not null default false;
comment on column appointments.terms.by_code is 'Who books online proves their e-mail address or telephone with a code.';

-- The code that was sent to whoever holds a time.
create table appointments.code (
    appointment_id uuid        not null,
    contact        text        not null,
    hash           text        not null,
    until          timestamptz not null,
    tries          integer     not null default 0,
    sent           integer     not null default 1,
    sent_at        timestamptz not null,
    constraint code_pk primary key (appointment_id),
    constraint code_appointment foreign key (appointment_id) references appointments.appointment (id) on delete cascade
);
create index code_to_a_contact on appointments.code (contact, sent_at);
create index code_sent on appointments.code (sent_at);
comment on column appointments.code.contact is 'SHA-256 of the address or number that it was sent to.';
comment on column appointments.code.hash is 'Of the code, this contact and this appointment; the code itself is nowhere but in its message.';
comment on column appointments.code.sent is 'How many codes were sent for this time.';
