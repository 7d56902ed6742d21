alter table identity.api_token add column last_used_at timestamptz;
comment on column identity.api_token.last_used_at is 'To the minute: says which tokens can be revoked.';
