-- By what access tokens for a mailbox are had (OAuth 2).
create table messaging.mail_grant (
    mailbox_id    uuid  not null,
    token_url     text  not null,
    client        text  not null,
    client_secret bytea,
    refresh       bytea,
    scope         text  not null default '',
    constraint mail_grant_pk primary key (mailbox_id),
    constraint mail_grant_of_a_mailbox foreign key (mailbox_id) references messaging.mailbox (id) on delete cascade,
    constraint mail_grant_has_a_secret check (client_secret is not null or refresh is not null)
);
comment on column messaging.mail_grant.client_secret is 'Sealed with the key outside the database; null for a public application.';
comment on column messaging.mail_grant.refresh is 'As it was typed, sealed; null for the application''s own name (client credentials).';

-- The tokens that were had, one row for each grant, whichever instance had them.
create table messaging.mail_token (
    id         uuid        not null,
    digest     text        not null,
    access     bytea,
    refresh    bytea,
    renewed_at timestamptz,
    until      timestamptz,
    constraint mail_token_pk primary key (id),
    constraint mail_token_complete check ((access is null) = (refresh is null)
        and (access is null) = (renewed_at is null) and (access is null) = (until is null))
);
comment on column messaging.mail_token.id is 'Of the mailbox, or made of the setting PARVIS_MAIL_OAUTH_URL.';
comment on column messaging.mail_token.digest is 'SHA-256 of the grant: what was had by another one is not used.';
comment on column messaging.mail_token.access is 'Sealed; null before the first one.';
comment on column messaging.mail_token.refresh is 'The newest refresh token, sealed; empty text inside when there is none.';
comment on column messaging.mail_token.until is 'From then on it is renewed, a little before it ends.';

-- What went in clear by being silent about it now says so: silence asks for STARTTLS.
update messaging.mailbox
   set url = url || case when position('?' in url) > 0 then '&' else '?' end || 'starttls=false'
 where url like 'imap://%' and url not like '%starttls=%';
