-- One list for the words of the administration: what to write instead of them, and what they mean.
create sequence procedures.jargon_revision;
alter table procedures.jargon
    add column explanation  text,
    add column translations jsonb,
    add column revision     bigint not null default nextval('procedures.jargon_revision');
alter table procedures.jargon alter column revision drop default;
alter table procedures.jargon drop constraint jargon_says_what_to_write;
alter table procedures.jargon add constraint jargon_says_what_to_write_or_means
    check (not used or (term <> '' and (instead <> '' or coalesce(explanation, '') <> '')));
comment on column procedures.jargon.explanation is 'In French, for usagers. Null: changed before words were explained here, so as Parvis explains it.';
comment on column procedures.jargon.translations is 'By language tag: the name of the word and its explanation. Null as the explanation is.';
comment on column procedures.jargon.revision is 'Ever larger with each change, so that the number of lines and the sum of revisions tell every state from every other.';
