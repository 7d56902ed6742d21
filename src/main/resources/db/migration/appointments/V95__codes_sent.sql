-- Each code that was sent, so that a contact gets no more than its share whatever is corrected meanwhile.
create table appointments.code_sending (
    contact text        not null,
    at      timestamptz not null
);
create index code_sending_to on appointments.code_sending (contact, at);
create index code_sending_when on appointments.code_sending (at);
insert into appointments.code_sending (contact, at)
select contact, sent_at from appointments.code cross join generate_series(1, sent);
drop index appointments.code_to_a_contact;
comment on column appointments.code_sending.contact is 'SHA-256 of the address or number; forgotten after an hour.';
