-- What an inbox holds after years: words as uneven as those of a language (Zipf), from a fixed seed; nine requests in ten have ended.
set session_replication_role = replica;
create table bench_word (id integer primary key, word text not null);
with syllables as (select array['ba','cho','di','fa','ga','ju','la','mi','no','pe','qui','ro','sa','tu','vi','zo','ca','tre','bli','mon','ter','ver'] as all_of)
insert into bench_word
select i, (select string_agg(all_of[1 + (i::bigint * (7919 + place * 104729) / power(22, place)::bigint % 22)::integer], '' order by place)
             from generate_series(0, 2 + i % 3) place) || case when i % 2 = 0 then 'tion' else 'ment' end
  from syllables, generate_series(1, 20000) i;
select setseed(0.2026);
insert into relations.request (id, organisation_id, reference, key, form, kind, state, received_at, received_on, competent_on, due_on,
       language, subject, first_name, last_name, email, phone, next_usual, next_what, next_owner, next_due, closed_at)
select gen_random_uuid(), o.id, 'PRV-BENCH-' || i, 'BENCH' || i, 'bench' || i, 'QUESTION',
       case when i % 10 = 0 then 'RECEIVED' else 'ANSWERED' end, at, at::date, at::date, at::date + 7, 'fr',
       (select word from bench_word where id = 1 + floor(power(20000, random()) - 1)::integer), 'Prénom' || i % 500, 'nom' || i,
       'nom' || i || '@essai.example', '06' || (10000000 + i * 997 % 80000000),
       case when i % 10 = 0 then 'ANSWER' end, case when i % 10 = 0 then '' end, case when i % 10 = 0 then '' end,
       case when i % 10 = 0 then at::date + 7 end, case when i % 10 <> 0 then at + interval '3 days' end
  from (select id from directory.organisation limit 1) o,
       lateral (select i, now() - i * interval '4 minutes' as at from generate_series(1, :requests) i) days;
create temp table bench_request as
select row_number() over (order by received_at) as nth, id, organisation_id, received_at from relations.request where form like 'bench%';
create unique index on bench_request (nth);
insert into relations.interaction (id, organisation_id, request_id, direction, channel, at, words)
select gen_random_uuid(), r.organisation_id, r.id, case when m.i <= :requests then 'IN' when m.i % 3 = 0 then 'NOTE' else 'OUT' end, 'web',
       r.received_at + (m.i / :requests) * interval '1 hour', w.words
  from generate_series(1, :messages) m(i)
  join bench_request r on r.nth = 1 + (m.i - 1) % :requests
  cross join lateral (select string_agg(b.word, ' ') as words
                        from (select 1 + floor(power(20000, random() + 0 * m.i) - 1)::integer as id from generate_series(1, 40)) drawn
                        join bench_word b on b.id = drawn.id) w;
set session_replication_role = origin;
insert into relations.inbox_search (request_id, organisation_id, last_at, document)
select r.id, r.organisation_id, r.received_at, relations.document(r) from relations.request r where r.form like 'bench%';
insert into relations.inbox_word
select word from ts_stat('select document from relations.inbox_search') where word ~ '^[[:alpha:]]{4,40}$' on conflict do nothing;
analyze relations.inbox_search, relations.request, relations.interaction, relations.inbox_word;
