-- One full cycle (issue, call, start, finish) as the application writes it: four transactions for one person.
begin;
insert into queue.number_sequence as s (site_id, letter, day, last) values ('00000000-0000-0000-0000-000000000000', :client_id, '2000-01-01', 1) on conflict (site_id, letter, day) do update set last = s.last + 1 returning last \gset
insert into queue.ticket (id, organisation_id, site_id, service_id, day, number, token, state, kind, priority, arrived_at, queue_at) values (gen_random_uuid(), '00000000-0000-0000-0000-000000000000', ('00000000-0000-0000-0000-00000000000' || :client_id)::uuid, '00000000-0000-0000-0000-000000000001', '2000-01-01', :client_id || '-' || :last, gen_random_uuid()::text, 'waiting', 'walkin', false, now(), now()) returning id \gset
insert into queue.event (organisation_id, site_id, ticket_id, type, at, data) values ('00000000-0000-0000-0000-000000000000', ('00000000-0000-0000-0000-00000000000' || :client_id)::uuid, :id::uuid, 'issued', now(), '{"number":"A001"}');
select pg_notify('bench', 'site');
commit;
begin;
update queue.ticket set state = 'called', counter_id = ('00000000-0000-0000-0001-00000000000' || :client_id)::uuid, called_at = now() where id = (select id from queue.ticket where site_id = ('00000000-0000-0000-0000-00000000000' || :client_id)::uuid and state = 'waiting' and only_counter_id is null and service_id = any (array['00000000-0000-0000-0000-000000000001'::uuid]) order by queue_at, arrived_at, id limit 1 for update skip locked) returning id \gset
insert into queue.event (organisation_id, site_id, ticket_id, type, at) values ('00000000-0000-0000-0000-000000000000', ('00000000-0000-0000-0000-00000000000' || :client_id)::uuid, :id::uuid, 'called', now());
select pg_notify('bench', 'site');
commit;
begin;
select state from queue.ticket where id = :id::uuid for update;
update queue.ticket set state = 'serving', started_at = now() where id = :id::uuid and state = 'called';
insert into queue.event (organisation_id, site_id, ticket_id, type, at) values ('00000000-0000-0000-0000-000000000000', ('00000000-0000-0000-0000-00000000000' || :client_id)::uuid, :id::uuid, 'started', now());
select pg_notify('bench', 'site');
commit;
begin;
select state from queue.ticket where id = :id::uuid for update;
update queue.ticket set state = 'finished', ended_at = now(), outcome = 'solved' where id = :id::uuid and state = 'serving';
insert into queue.event (organisation_id, site_id, ticket_id, type, at, data) values ('00000000-0000-0000-0000-000000000000', ('00000000-0000-0000-0000-00000000000' || :client_id)::uuid, :id::uuid, 'finished', now(), '{"outcome":"solved"}');
select pg_notify('bench', 'site');
commit;
