-- A letter could be said to have left before the request that it answers had come.
update relations.request set closed_at = received_at where closed_at < received_at;
set constraints all immediate;
alter table relations.request add constraint request_ends_after_receipt check (closed_at >= received_at);
