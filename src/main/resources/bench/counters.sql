-- The open counter of each client of cycle.sql.
insert into queue.counter_state (counter_id, organisation_id, site_id, mode, services, since)
values (('00000000-0000-0000-0001-00000000000' || :client_id)::uuid, '00000000-0000-0000-0000-000000000000', ('00000000-0000-0000-0002-00000000000' || :client_id)::uuid,
    'open', array['00000000-0000-0000-0000-00000000000b'::uuid], now());
