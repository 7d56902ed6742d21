-- Somebody stepped out to fetch something: the place is kept until then. What was lost because of it still says so.
alter table queue.ticket add column away_until timestamptz;
alter table queue.ticket add constraint ticket_away_is_aside_or_lost
    check (away_until is null or state in ('parked', 'abandoned'));
create index ticket_away on queue.ticket (away_until) where state = 'parked' and away_until is not null;
