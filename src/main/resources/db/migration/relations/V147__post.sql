-- Letters: where somebody gets their post, and what is printed and posted to them.
create table relations.postal_address (
    request_id uuid not null,
    lines      text not null,
    constraint postal_address_pk primary key (request_id),
    constraint postal_address_of_a_request foreign key (request_id) references relations.request (id) on delete cascade
);
comment on column relations.postal_address.lines is 'As on the envelope. Personal data, erased with the request.';

create table relations.letter (
    id              uuid        not null,
    organisation_id uuid        not null,
    request_id      uuid        not null,
    address         text        not null,
    subject         text        not null,
    words           text        not null,
    alternative     text        not null default '',
    ends            text        not null,
    state           text        not null default 'TO_PRINT',
    made_at         timestamptz not null,
    made_by         uuid        not null,
    made_name       text        not null,
    printed_at      timestamptz,
    printed_by      uuid,
    posted_on       date,
    posted_by       uuid,
    posted_name     text        not null default '',
    constraint letter_pk primary key (id),
    constraint letter_of_a_request foreign key (request_id) references relations.request (id) on delete cascade,
    constraint letter_ends_known check (ends in ('NOTHING', 'SOLVED', 'REFUSED', 'RECEIPT')),
    constraint letter_state_known check (state in ('TO_PRINT', 'PRINTED', 'POSTED')),
    constraint letter_printed_before_posted check (state = 'TO_PRINT' or printed_at is not null),
    constraint letter_posted_on_a_day check ((state = 'POSTED') = (posted_on is not null))
);
create index letter_to_go on relations.letter (organisation_id, made_at) where state <> 'POSTED';
create index letter_of on relations.letter (request_id);
comment on column relations.letter.address is 'Personal data, erased with the request, as the words.';

create function relations.forget_letters() returns trigger language plpgsql as $$
begin
    delete from relations.letter where request_id = new.id;
    delete from relations.postal_address where request_id = new.id;
    return null;
end $$;
create trigger request_erased_with_its_letters after update of erased_at on relations.request
    for each row when (old.erased_at is null and new.erased_at is not null) execute function relations.forget_letters();
