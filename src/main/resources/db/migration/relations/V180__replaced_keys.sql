create table relations.replaced_key (
    key_hash        text        not null,
    request_id      uuid        not null,
    constraint replaced_key_pk primary key (key_hash),
    constraint replaced_key_request_fk foreign key (request_id) references relations.request (id) on delete cascade
);
create index replaced_key_request on relations.replaced_key (request_id);
comment on table relations.replaced_key is
    'SHA-256 of keys that opened a request before it was merged with another: whoever has one is told that it was replaced.';
