-- Model answers: what is answered often, by subject, in several languages and in plain words. They take the place of the ready-made replies.
create table relations.model_answer (
    id              uuid        not null,
    organisation_id uuid        not null,
    title           text        not null,
    subject         text        not null,
    type_id         uuid,
    sheet_id        text        not null,
    sheet_state     text        not null,
    closes          boolean     not null,
    apology         text,
    category_id     uuid,
    review_on       date        not null,
    owner           text        not null,
    revision        integer     not null,
    changed_at      timestamptz not null,
    stems           integer     not null default 0,
    constraint model_answer_pk primary key (id),
    constraint model_answer_title_unique unique (organisation_id, title),
    constraint model_answer_of_a_type foreign key (type_id) references relations.request_type (id) on delete set null,
    constraint model_answer_of_a_category foreign key (category_id) references relations.complaint_term (id),
    constraint model_answer_apology_known check (apology in ('WRONG', 'NOT_WRONG')),
    constraint model_answer_apology_closes check (apology is null or closes),
    constraint model_answer_category_of_an_apology check (category_id is null or apology is not null),
    constraint model_answer_title_given check (title <> ''),
    constraint model_answer_revision_counts check (revision >= 1)
);
comment on column relations.model_answer.subject is 'What it is about, and words that people use for it.';
comment on column relations.model_answer.apology is 'WRONG accepts responsibility, NOT_WRONG does not and is sorry all the same; null for any other answer.';
comment on column relations.model_answer.stems is 'How many it has in model_answer_stem.';
comment on column relations.model_answer.sheet_id is 'Of the procedure that it tells of; "" for none.';
comment on column relations.model_answer.sheet_state is 'Of that sheet when somebody last read the answer again; another one now means that the sheet has changed.';

create table relations.model_answer_text (
    answer_id uuid not null,
    language  text not null,
    level     text not null,
    words     text not null,
    constraint model_answer_text_pk primary key (answer_id, language, level),
    constraint model_answer_text_of_an_answer foreign key (answer_id) references relations.model_answer (id) on delete cascade,
    constraint model_answer_text_level_known check (level in ('usual', 'plain')),
    constraint model_answer_text_says_something check (words <> '')
);

-- Each state that an answer had, with who made it so.
create table relations.model_answer_version (
    answer_id uuid        not null,
    revision  integer     not null,
    at        timestamptz not null,
    by_name   text        not null,
    title     text        not null,
    texts     jsonb       not null,
    constraint model_answer_version_pk primary key (answer_id, revision),
    constraint model_answer_version_of_an_answer foreign key (answer_id) references relations.model_answer (id) on delete cascade
);

-- Which requests were answered with it: what people wrote then helps to find it again.
create table relations.model_answer_use (
    answer_id  uuid        not null,
    request_id uuid        not null,
    at         timestamptz not null,
    constraint model_answer_use_pk primary key (answer_id, request_id),
    constraint model_answer_use_of_an_answer foreign key (answer_id) references relations.model_answer (id) on delete cascade,
    constraint model_answer_use_for_a_request foreign key (request_id) references relations.request (id) on delete cascade
);
create index model_answer_use_of_request on relations.model_answer_use (request_id);

-- The stems of an answer, for likeness to a message.
create table relations.model_answer_stem (
    answer_id uuid    not null,
    stem      text    not null,
    place     text    not null,
    constraint model_answer_stem_pk primary key (answer_id, stem),
    constraint model_answer_stem_of_an_answer foreign key (answer_id) references relations.model_answer (id) on delete cascade,
    constraint model_answer_stem_place_known check (place in ('title', 'subject', 'words'))
);
create index model_answer_stem_same on relations.model_answer_stem (stem);

-- Each stem once, for likeness: what answers had stays, and is looked up in model_answer_stem.
create table relations.model_answer_vocabulary (
    stem text not null,
    constraint model_answer_vocabulary_pk primary key (stem)
);
create index model_answer_vocabulary_like on relations.model_answer_vocabulary using gin (stem gin_trgm_ops);

create function relations.index_answer(one uuid) returns void language sql as $$
    delete from relations.model_answer_stem where answer_id = one;
    insert into relations.model_answer_stem (answer_id, stem, place)
    select distinct on (stem) one, stem, place
      from (select 1 nth, 'title' place, to_tsvector('relations.inbox', a.title) document
              from relations.model_answer a where a.id = one
             union all
            select 2, 'subject', to_tsvector('relations.inbox', a.subject) from relations.model_answer a where a.id = one
             union all
            select 3, 'words', to_tsvector('relations.inbox', t.words)
              from relations.model_answer_text t where t.answer_id = one and t.language = 'fr') said,
           unnest(tsvector_to_array(document)) stem
     where stem ~ '[[:alpha:]]{2}'
     order by stem, nth;
    insert into relations.model_answer_vocabulary (stem)
    select stem from relations.model_answer_stem where answer_id = one order by stem on conflict do nothing;
    update relations.model_answer set stems = (select count(*) from relations.model_answer_stem where answer_id = one) where id = one;
$$;

insert into relations.model_answer (id, organisation_id, title, subject, type_id, sheet_id, sheet_state, closes, apology, category_id, review_on, owner, revision,
                                    changed_at)
select id, organisation_id, name, '', null, '', '', closes or apology is not null, apology,
       case when apology is not null then category_id end, current_date + 180, '', 1, now() from relations.macro;
insert into relations.model_answer_text (answer_id, language, level, words)
select id, 'fr', 'usual', words from relations.macro where words <> '';
insert into relations.model_answer_version (answer_id, revision, at, by_name, title, texts)
select id, 1, now(), '', name, jsonb_build_array(jsonb_build_object('language', 'fr', 'level', 'usual', 'words', words)) from relations.macro;
select relations.index_answer(id) from relations.model_answer;
drop table relations.macro;

-- The organisation's own words that tell that a message is tense, beside those that we come with.
create table relations.tense_word (
    id              uuid not null,
    organisation_id uuid not null,
    signal          text not null,
    words           text not null,
    constraint tense_word_pk primary key (id),
    constraint tense_word_unique unique (organisation_id, words),
    constraint tense_word_says_something check (words <> '')
);
comment on table relations.tense_word is 'Words of the language, never of a person: nothing of a message is kept here.';
