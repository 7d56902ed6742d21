create or replace function appointments.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% is append-only', tg_relid::regclass;
end $$;

alter table appointments.place add column line_from timestamptz;
alter table appointments.place add constraint place_kept_for_the_line_for_a_while check (line_from is null or line_from < until);
create index place_kept_for_the_line on appointments.place (line_from) where line_from is not null;
comment on column appointments.place.line_from is 'Given up while people wait: from then on the waiting line may have it, and everybody only at "until".';

-- Somebody who waits for a time: a place in the line of a service, in order of arrival, until it is served or given up.
create table appointments.wish (
    id               uuid        not null,
    organisation_id  uuid        not null,
    service_id       uuid        not null,
    position         bigint      generated always as identity,
    token            text        not null,
    state            text        not null,
    channel          text        not null,
    sites            uuid[]      not null,
    days             integer[]   not null default '{}',
    parts            text[]      not null default '{}',
    earliest         date,
    people           integer     not null,
    replaces         uuid,
    lapses           integer     not null default 0,
    joined_at        timestamptz not null,
    touched_at       timestamptz not null,
    first_offered_at timestamptz,
    ended_at         timestamptz,
    added_by         uuid,
    papers           text,
    first_name       text,
    last_name        text,
    known_as         text,
    email            text,
    phone            text,
    language         text,
    erased_at        timestamptz,
    constraint wish_pk primary key (id),
    constraint wish_token_once unique (token),
    constraint wish_appointment foreign key (replaces) references appointments.appointment (id),
    constraint wish_state_known check (state in ('waiting', 'asleep', 'served', 'left', 'removed', 'ended')),
    constraint wish_ends_once check ((state in ('waiting', 'asleep')) = (ended_at is null)),
    constraint wish_channel_known check (channel in ('online', 'desk', 'phone')),
    constraint wish_somewhere check (cardinality(sites) > 0),
    constraint wish_days_of_a_week check (days <@ array[1, 2, 3, 4, 5, 6, 7]),
    constraint wish_parts_known check (parts <@ array['morning', 'afternoon', 'evening']),
    constraint wish_people_within_reason check (people between 1 and 12),
    constraint wish_papers_short check (length(papers) <= 2000),
    constraint wish_of_somebody
        check (erased_at is not null or (first_name <> '' and last_name <> '' and num_nonnulls(email, phone) > 0)),
    constraint wish_erased_when_over check (erased_at is null or ended_at is not null),
    constraint wish_erased_of_all_words
        check (erased_at is null or num_nonnulls(first_name, last_name, known_as, email, phone, language, papers) = 0)
);
create unique index wish_once_by_email on appointments.wish (service_id, known_as, lower(email)) where ended_at is null;
create unique index wish_once_by_phone on appointments.wish (service_id, known_as, phone) where ended_at is null;
create unique index wish_once_for_an_appointment on appointments.wish (replaces) where ended_at is null;
create index wish_line on appointments.wish (service_id, position) where ended_at is null;
create index wish_waiting_somewhere on appointments.wish using gin (sites) where state = 'waiting';
create index wish_to_erase on appointments.wish (ended_at) where erased_at is null;
comment on table appointments.wish is 'Keeps its position whatever happens to it: a declined offer, a nap, other days.';
comment on column appointments.wish.sites is 'Sites owned by module "directory"; no foreign key across schemas.';
comment on column appointments.wish.days is 'ISO days of the week that suit; none for all of them, as for the parts of the day.';
comment on column appointments.wish.replaces is 'The appointment that an earlier time would replace; null for whoever has none.';
comment on column appointments.wish.lapses is 'Offers in a row that nobody answered.';
comment on column appointments.wish.known_as is 'The names as people type them, in one way. Personal data: erased 30 days after the end.';
comment on column appointments.wish.first_name is 'Personal data, erased with the others.';
comment on column appointments.wish.last_name is 'Personal data, erased with the others.';
comment on column appointments.wish.email is 'Personal data, erased with the others.';
comment on column appointments.wish.phone is 'Personal data, erased with the others.';
comment on column appointments.wish.language is 'Personal data, erased with the others.';
comment on column appointments.wish.papers is 'Address of a checklist, as on appointments. Erased with the names.';

-- A time that is really held for one of them.
create table appointments.offer (
    id              uuid        not null,
    organisation_id uuid        not null,
    wish_id         uuid        not null,
    site_id         uuid        not null,
    appointment_id  uuid        not null,
    token           text        not null,
    state           text        not null default 'open',
    starts_at       timestamptz not null,
    offered_at      timestamptz not null,
    until           timestamptz not null,
    ended_at        timestamptz,
    constraint offer_pk primary key (id),
    constraint offer_token_once unique (token),
    constraint offer_wish foreign key (wish_id) references appointments.wish (id),
    constraint offer_hold foreign key (appointment_id) references appointments.appointment (id),
    constraint offer_holds_its_own_time unique (appointment_id),
    constraint offer_state_known check (state in ('open', 'taken', 'declined', 'lapsed', 'withdrawn')),
    constraint offer_ends_once check ((state = 'open') = (ended_at is null)),
    constraint offer_is_answered_before_it_begins check (offered_at < until and until <= starts_at)
);
create unique index offer_one_at_a_time on appointments.offer (wish_id) where state = 'open';
create index offer_of_a_wish on appointments.offer (wish_id, offered_at);
create index offer_passing on appointments.offer (until) where state = 'open';
create index offer_of_a_day on appointments.offer (offered_at);

-- What happened to wishes, in order; their state is rebuilt from it. Holds no name, no address, no free text.
create table appointments.wish_event (
    seq             bigint      generated always as identity,
    organisation_id uuid        not null,
    wish_id         uuid        not null,
    type            text        not null,
    at              timestamptz not null,
    data            jsonb       not null default '{}',
    constraint wish_event_pk primary key (seq)
);
create index wish_event_of_a_wish on appointments.wish_event (wish_id, seq);
create trigger wish_event_is_append_only before update or delete on appointments.wish_event
    for each row execute function appointments.refuse_change();
create trigger wish_event_is_never_truncated before truncate on appointments.wish_event
    for each statement execute function appointments.refuse_change();
revoke update, delete, truncate on appointments.wish_event from public;
