-- A search leaves out the few that are held back: it must not look at all requests for that.
create index request_held_back on relations.request (id) where held_back;
