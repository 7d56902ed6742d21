-- An administrator's words may be kept a second time, in simple words, for whoever asks for them.
alter table messaging.text add column level text not null default 'usual';
alter table messaging.text alter column level drop default;
alter table messaging.text
    drop constraint text_pk,
    add constraint text_pk primary key (about, channel, language, level),
    add constraint text_level_known check (level in ('usual', 'plain'));
