-- One full cycle (issue, call, start, finish): the statements the application sends, in the same four transactions. Each client has a site of
-- its own, so that none is left without a ticket to call. The trigger on the record notifies, as in the application.
begin;
insert into queue.number_sequence as s (site_id, letter, day, last) values (('00000000-0000-0000-0002-00000000000' || :client_id)::uuid, 'B', '2000-01-01', 1)
on conflict (site_id, letter, day) do update set last = s.last + 1 returning last \gset
with written as (insert into queue.ticket (id, organisation_id, site_id, service_id, day, number, token, state, kind, priority, language,
    help, arrived_at, scheduled_at, queue_at, only_counter_id, counter_id, called_at, started_at, ended_at, recalls, outcome, next_what,
    next_owner, next_due, note)
values (gen_random_uuid(), '00000000-0000-0000-0000-000000000000', ('00000000-0000-0000-0002-00000000000' || :client_id)::uuid, '00000000-0000-0000-0000-00000000000b',
    '2000-01-01', 'B' || :last, gen_random_uuid()::text, 'waiting', 'walkin', false, null, '{}', now(), null, now(), null, null, null, null,
    null, 0, null, null, null, null, null) returning id)
insert into queue.event (organisation_id, site_id, ticket_id, counter_id, type, at, data)
select '00000000-0000-0000-0000-000000000000', ('00000000-0000-0000-0002-00000000000' || :client_id)::uuid, id, null, 'issued', now(), '{"number":"B001"}'::jsonb from written;
select * from queue.ticket where site_id = ('00000000-0000-0000-0002-00000000000' || :client_id)::uuid and state in ('waiting', 'called', 'serving', 'parked')
 order by queue_at, arrived_at, id;
select * from queue.counter_state where site_id = ('00000000-0000-0000-0002-00000000000' || :client_id)::uuid;
commit;
begin;
select * from queue.counter_state where counter_id = ('00000000-0000-0000-0001-00000000000' || :client_id)::uuid for update;
select * from queue.ticket where counter_id = ('00000000-0000-0000-0001-00000000000' || :client_id)::uuid and state in ('called', 'serving');
update queue.ticket set state = 'called', counter_id = ('00000000-0000-0000-0001-00000000000' || :client_id)::uuid, called_at = now()
 where id = (select id from queue.ticket
              where site_id = ('00000000-0000-0000-0002-00000000000' || :client_id)::uuid and state = 'waiting'
                and (only_counter_id = ('00000000-0000-0000-0001-00000000000' || :client_id)::uuid
                     or service_id = any (array['00000000-0000-0000-0000-00000000000b'::uuid])
                        and not exists (select from queue.counter_state desk where desk.counter_id = only_counter_id and desk.mode <> 'closed'))
              order by queue_at, arrived_at, id limit 1 for update skip locked)
returning id \gset
insert into queue.event (organisation_id, site_id, ticket_id, counter_id, type, at, data)
values ('00000000-0000-0000-0000-000000000000', ('00000000-0000-0000-0002-00000000000' || :client_id)::uuid, :id::uuid,
    ('00000000-0000-0000-0001-00000000000' || :client_id)::uuid, 'called', now(), '{}'::jsonb);
commit;
begin;
select * from queue.ticket where id = :id::uuid for update;
with written as (update queue.ticket set state = 'serving', started_at = now() where id = :id::uuid and state = 'called' returning 1)
insert into queue.event (organisation_id, site_id, ticket_id, counter_id, type, at, data)
select '00000000-0000-0000-0000-000000000000', ('00000000-0000-0000-0002-00000000000' || :client_id)::uuid, :id::uuid,
    ('00000000-0000-0000-0001-00000000000' || :client_id)::uuid, 'started', now(), '{}'::jsonb from written;
commit;
begin;
select * from queue.ticket where id = :id::uuid for update;
with written as (update queue.ticket set state = 'finished', ended_at = now(), outcome = 'solved' where id = :id::uuid and state = 'serving' returning 1)
insert into queue.event (organisation_id, site_id, ticket_id, counter_id, type, at, data)
select '00000000-0000-0000-0000-000000000000', ('00000000-0000-0000-0002-00000000000' || :client_id)::uuid, :id::uuid,
    ('00000000-0000-0000-0001-00000000000' || :client_id)::uuid, 'finished', now(), '{"outcome":"solved"}'::jsonb from written;
insert into forecast.observation (ticket_id, organisation_id, site_id, service_id, seconds, finished_at)
values (:id::uuid, '00000000-0000-0000-0000-000000000000', ('00000000-0000-0000-0002-00000000000' || :client_id)::uuid, '00000000-0000-0000-0000-00000000000b', 1, now())
on conflict (ticket_id) do nothing;
commit;
