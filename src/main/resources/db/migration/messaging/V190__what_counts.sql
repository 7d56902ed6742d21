alter table messaging.message
    add column counted boolean not null default true,
    drop constraint message_reason_known,
    add constraint message_reason_known check (reason in
        ('', 'quiet-hours', 'too-many-today', 'rate', 'gateway-away', 'too-late', 'withdrawn', 'opposed', 'no-mobile'));
update messaging.message set counted = false where urgent;
comment on column messaging.message.counted is 'Among the messages that one person is sent in a day.';

drop index messaging.message_to_one_person;
create index message_to_one_person on messaging.message (channel, lower(recipient), sent_at) where state = 'sent' and counted;
drop index messaging.message_opposed;
create index message_opposed on messaging.message (key text_pattern_ops) where state = 'dropped' and reason in ('opposed', 'no-mobile');

-- overseas departments dial each other's ten digits as their own, and have country codes of their own
insert into messaging.opposed (number, since)
select '+' || case when number ~ '^\+33(262|263|269|639|692|693)' then '262' when number ~ '^\+33(590|690|691)' then '590'
                   when number ~ '^\+33(594|694)' then '594' else '596' end || substr(number, 4), since
  from messaging.opposed
 where number ~ '^\+33(262|263|269|639|692|693|590|690|691|594|694|596|696|697)[0-9]{6}$' and number !~ '^\+3363998'
    on conflict do nothing;
delete from messaging.opposed
 where number ~ '^\+33(262|263|269|639|692|693|590|690|691|594|694|596|696|697)[0-9]{6}$' and number !~ '^\+3363998';
