-- Browsers in a hall that staff has installed as kiosks. One that is retired is deleted; the audit log remembers it.
create table queue.kiosk (
    id           uuid        not null,
    site_id      uuid        not null,
    name         text        not null,
    hash         text        not null,
    installed_at timestamptz not null,
    last_seen    timestamptz not null,
    constraint kiosk_pk primary key (id),
    constraint kiosk_hash_unique unique (hash)
);
create unique index kiosk_name_once_a_site on queue.kiosk (site_id, lower(name));
comment on column queue.kiosk.hash is 'SHA-256 of what its cookie says.';
