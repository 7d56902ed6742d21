alter table appointments.wish
    add column proved_at timestamptz,
    add column choosy    boolean not null default false;
comment on column appointments.wish.proved_at is 'When a link that only its message has was opened; null as long as nobody has shown that the contact works.';
comment on column appointments.wish.choosy is 'Something that suited was free for everybody when it was made or changed: only what comes free is of use.';

-- Who was written to for having joined a line online: counted for a day, so that no stranger is written to again and again.
create table appointments.wish_asked (
    contact text        not null,
    at      timestamptz not null
);
create index wish_asked_by_a_contact on appointments.wish_asked (contact, at);
create index wish_asked_passing on appointments.wish_asked (at);
comment on column appointments.wish_asked.contact is 'SHA-256 of the address or number; the row is gone a day later.';
