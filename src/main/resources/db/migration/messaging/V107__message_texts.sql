-- What an administrator writes in place of our own words.
create table messaging.text (
    about      text        not null,
    channel    text        not null,
    language   text        not null,
    subject    text        not null,
    body       text        not null,
    changed_at timestamptz not null,
    constraint text_pk primary key (about, channel, language),
    constraint text_channel_known check (channel in ('email', 'sms')),
    constraint text_says_something check (body <> '' and (channel = 'sms') = (subject = ''))
);
comment on table messaging.text is 'With variables in braces; who changed it stands in the audit log.';
