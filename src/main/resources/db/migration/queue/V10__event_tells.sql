-- Whatever is recorded is told to every instance: the channel and the topic are those of platform.live and queue.Topics.
create function queue.tell_screens() returns trigger language plpgsql as $$
begin
    perform pg_notify('parvis', 'site:' || new.site_id);
    return null;
end $$;
create trigger event_tells_screens after insert on queue.event
    for each row execute function queue.tell_screens();
