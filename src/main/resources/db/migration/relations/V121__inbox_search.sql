-- Full text over all that was said about a request: French stems without accents, and likeness for what was mistyped.
create extension if not exists pg_trgm;
create text search configuration relations.inbox (copy = pg_catalog.french);
alter text search configuration relations.inbox
    alter mapping for asciiword, asciihword, hword_asciipart, word, hword, hword_part with unaccent, french_stem;

create table relations.inbox_search (
    request_id      uuid        not null,
    organisation_id uuid        not null,
    last_at         timestamptz not null,
    document        tsvector    not null,
    constraint inbox_search_pk primary key (request_id),
    constraint inbox_search_of_a_request foreign key (request_id) references relations.request (id) on delete cascade
);
create index inbox_search_words on relations.inbox_search using gin (document) with (fastupdate = off);
create index inbox_search_last on relations.inbox_search (organisation_id, last_at desc);
comment on table relations.inbox_search is 'Personal data, erased with the request.';

-- Every stem that stands in a document, for the likeness of a mistyped word; gone when no document holds it any more.
create table relations.inbox_word (
    word text not null,
    constraint inbox_word_pk primary key (word)
);
create index inbox_word_like on relations.inbox_word using gin (word gin_trgm_ops);

create function relations.document(r relations.request) returns tsvector language sql stable as $$
    select setweight(to_tsvector('relations.inbox', concat_ws(' ', r.first_name, r.last_name, r.email, translate(r.email, '@.+-_', '     '),
                   r.reference, replace(r.reference, '-', ' '), regexp_replace(r.phone, '^\+33|\D', '', 'g'),
                   regexp_replace(regexp_replace(r.phone, '^\+33', '0'), '\D', '', 'g'))), 'A')
        || setweight(to_tsvector('relations.inbox', concat_ws(' ', r.subject, r.sheet_title)), 'B')
        || to_tsvector('relations.inbox', left(coalesce(
               (select string_agg(i.words, E'\n' order by i.at, i.id) from relations.interaction i where i.request_id = r.id), ''), 150000))
$$;

create function relations.index_request(one uuid) returns void language plpgsql as $$
declare
    was tsvector;
    doc tsvector;
    heard timestamptz;
begin
    -- at the end of each transaction and one after the other: nothing is locked after this, so nobody waits in a circle
    perform pg_advisory_xact_lock(hashtext('relations.inbox_search'));
    select document into was from relations.inbox_search where request_id = one;
    select relations.document(r) into doc from relations.request r where r.id = one and r.erased_at is null;
    if doc is null then
        delete from relations.inbox_search where request_id = one;
    else
        select max(at) into heard from relations.interaction where request_id = one;
        insert into relations.inbox_search (request_id, organisation_id, last_at, document)
        select id, organisation_id, coalesce(heard, received_at), doc from relations.request where id = one
            on conflict (request_id) do update set last_at = excluded.last_at, document = excluded.document;
        insert into relations.inbox_word
        select word from unnest(tsvector_to_array(doc)) word where word ~ '^[[:alpha:]]{4,40}$'
            on conflict do nothing;
    end if;
    delete from relations.inbox_word w
     where w.word in (select unnest(tsvector_to_array(was)) except select unnest(tsvector_to_array(doc)))
       and not exists (select from relations.inbox_search s where s.document @@ w.word::tsquery);
end $$;

create function relations.index_of_interaction() returns trigger language plpgsql as $$
begin
    perform relations.index_request(new.request_id);
    if tg_op = 'UPDATE' and old.request_id <> new.request_id then
        perform relations.index_request(old.request_id);
    end if;
    return null;
end $$;
create constraint trigger interaction_is_searched after insert or update of words, request_id on relations.interaction
    deferrable initially deferred for each row execute function relations.index_of_interaction();
create function relations.index_of_request() returns trigger language plpgsql as $$
begin
    perform relations.index_request(new.id);
    return null;
end $$;
create constraint trigger request_is_searched
    after update of subject, first_name, last_name, email, phone, sheet_title, erased_at on relations.request
    deferrable initially deferred for each row execute function relations.index_of_request();

insert into relations.inbox_search (request_id, organisation_id, last_at, document)
select r.id, r.organisation_id, coalesce((select max(i.at) from relations.interaction i where i.request_id = r.id), r.received_at),
       relations.document(r)
  from relations.request r where r.erased_at is null;
insert into relations.inbox_word
select word from ts_stat('select document from relations.inbox_search') where word ~ '^[[:alpha:]]{4,40}$';
