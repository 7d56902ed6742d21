alter table messaging.incoming add column sender_mark text;
create index incoming_from on messaging.incoming (sender_mark) where sender_mark is not null;
comment on column messaging.incoming.sender_mark is 'Of the address that it came from, under the key outside the database; null for what came before marks were kept.';

-- Somebody who wrote STOP and was erased is still not written to.
create table messaging.opposed_mark (
    mark  text        not null,
    since timestamptz not null,
    constraint opposed_mark_pk primary key (mark)
);
comment on column messaging.opposed_mark.mark is 'Of the number, under the key outside the database: recognises it, does not tell it.';

-- Where the one message goes that tells somebody that they are erased.
create table messaging.last_word (
    message_id uuid  not null,
    sealed     bytea not null,
    constraint last_word_pk primary key (message_id),
    constraint last_word_message foreign key (message_id) references messaging.message (id) on delete cascade
);
comment on column messaging.last_word.sealed is 'Personal data: the address, sealed with the key outside the database; forgotten as soon as the message has left or is given up.';

create function messaging.forget_last_word() returns trigger language plpgsql as $$
begin
    delete from messaging.last_word where message_id = new.id;
    if found then
        update messaging.message set recipient = null, subject = null, body = null, problem = '', erased_at = new.created_at where id = new.id;
    end if;
    return null;
end $$;
create trigger message_over_forgets_its_last_word after update of state on messaging.message
    for each row when (new.about = 'person-erased' and new.state <> 'waiting') execute function messaging.forget_last_word();
