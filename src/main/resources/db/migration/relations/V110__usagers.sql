create extension if not exists pg_trgm;

-- Who is served. What is known of one person may stand in several rows: a merge points one at another and moves nothing, so that
-- taking it back restores both to the letter.
create table relations.usager (
    id                uuid        not null,
    organisation_id   uuid        not null,
    first_name        text        not null,
    last_name         text        not null,
    name_key          text        not null,
    language          text        not null,
    preferred_channel text,
    preferred_moment  text,
    needs             text[]      not null default '{}',
    needs_dropped     text[]      not null default '{}',
    household_id      uuid,
    merged_into       uuid,
    merge_id          uuid,
    root_id           uuid        not null,
    revision          integer     not null default 0,
    created_at        timestamptz not null,
    last_seen_at      timestamptz not null,
    constraint usager_pk primary key (id),
    constraint usager_merged_into foreign key (merged_into) references relations.usager (id),
    constraint usager_has_a_name check (last_name <> ''),
    constraint usager_channel_known check (preferred_channel in ('any', 'email', 'sms', 'phone', 'post', 'counter')),
    constraint usager_moment_known check (preferred_moment in ('any', 'morning', 'midday', 'afternoon', 'evening')),
    constraint usager_needs_known check (needs || needs_dropped <@ array['step-free', 'sign-language', 'interpreter',
        'plain-language', 'large-print']),
    constraint usager_merged_completely check (num_nonnulls(merged_into, merge_id) in (0, 2)),
    constraint usager_root_of_itself check ((merged_into is null) = (root_id = id))
);
create index usager_named on relations.usager using gin (name_key gin_trgm_ops);
create index usager_of_a_root on relations.usager (root_id);
create index usager_merged on relations.usager (merged_into) where merged_into is not null;
create index usager_of_a_household on relations.usager (household_id) where household_id is not null;
create index usager_unseen on relations.usager (organisation_id, last_seen_at);
comment on column relations.usager.organisation_id is 'Organisation owned by module "directory"; no foreign key across schemas.';
comment on column relations.usager.first_name is 'Personal data: the whole row is deleted when nobody has seen the person for the set months.';
comment on column relations.usager.last_name is 'Personal data, deleted with the row.';
comment on column relations.usager.name_key is 'The names without accents, capitals and particles; personal data, deleted with the row.';
comment on column relations.usager.needs is 'What it takes to receive the person well, never why; kept with their explicit consent only (RGPD art. 9), emptied when it is withdrawn.';
comment on column relations.usager.needs_dropped is 'Needs of those merged into this one that the person no longer has.';
comment on column relations.usager.preferred_channel is 'Null: not said, "any": said that it does not matter.';
comment on column relations.usager.root_id is 'The one that stands for all those merged together; itself when it is merged into none.';

/* One that is merged into another can no longer be merged into, and only one that stands for itself can be: no circle ever. */
create function relations.refuse_circles() returns trigger language plpgsql as $$
begin
    perform 1 from relations.usager where id = new.merged_into and merged_into is null and id <> new.id;
    if not found then
        raise exception 'usager % cannot be merged into %', new.id, new.merged_into;
    end if;
    return new;
end $$;
create trigger usager_never_in_a_circle before update of merged_into on relations.usager
    for each row when (new.merged_into is not null and new.merged_into is distinct from old.merged_into)
    execute function relations.refuse_circles();

create table relations.usager_contact (
    id          uuid        not null,
    usager_id   uuid        not null,
    kind        text        not null,
    value       text        not null,
    normalised  text        not null,
    added_at    timestamptz not null,
    verified_at timestamptz,
    constraint usager_contact_pk primary key (id),
    constraint usager_contact_usager foreign key (usager_id) references relations.usager (id) on delete cascade,
    constraint usager_contact_once unique (usager_id, kind, normalised),
    constraint usager_contact_kind_known check (kind in ('email', 'phone', 'post'))
);
create index usager_contact_known on relations.usager_contact (kind, normalised);
comment on column relations.usager_contact.value is 'As it was given. Personal data, deleted with the usager.';
comment on column relations.usager_contact.normalised is 'As it is compared. Personal data, deleted with the usager.';

-- What a person agreed to, and how; the last word on each purpose counts.
create table relations.consent (
    id        uuid        not null,
    usager_id uuid        not null,
    purpose   text        not null,
    given     boolean     not null,
    at        timestamptz not null,
    channel   text        not null,
    words     text        not null,
    taken_by  uuid,
    constraint consent_pk primary key (id),
    constraint consent_usager foreign key (usager_id) references relations.usager (id) on delete cascade,
    constraint consent_purpose_known check (purpose in ('needs', 'surveys', 'news', 'sharing'))
);
create index consent_of_a_usager on relations.consent (usager_id, at);
comment on column relations.consent.words is 'Version of the words that the person was shown or read.';
comment on column relations.consent.taken_by is 'Account; null when the person did it alone.';

-- What has been seen once and is not asked for again (CRPA L114-8). That it was seen, never what it says.
create table relations.known_fact (
    id          uuid        not null,
    usager_id   uuid        not null,
    kind        text        not null,
    source      text        not null,
    seen_on     date        not null,
    valid_until date        not null,
    noted_by    uuid,
    constraint known_fact_pk primary key (id),
    constraint known_fact_usager foreign key (usager_id) references relations.usager (id) on delete cascade,
    constraint known_fact_kind_known check (kind in ('address', 'identity', 'family', 'income', 'school')),
    constraint known_fact_source_known check (source in ('shown', 'sent', 'administration')),
    constraint known_fact_forward check (seen_on <= valid_until)
);
create index known_fact_of_a_usager on relations.known_fact (usager_id);

create table relations.representative (
    id            uuid        not null,
    usager_id     uuid        not null,
    name          text        not null,
    contact       text        not null,
    mandate_until date        not null,
    proof         text        not null,
    added_at      timestamptz not null,
    constraint representative_pk primary key (id),
    constraint representative_usager foreign key (usager_id) references relations.usager (id) on delete cascade,
    constraint representative_proof_short check (length(proof) between 1 and 200)
);
create index representative_of_a_usager on relations.representative (usager_id);
comment on column relations.representative.name is 'Personal data of somebody else, deleted when the mandate is over or with the usager.';
comment on column relations.representative.proof is 'What the mandate is proved by.';

-- Merges and what was taken back: written once. Nothing moved, so there is nothing else to remember.
create table relations.usager_merge (
    id              uuid        not null,
    organisation_id uuid        not null,
    kept_id         uuid        not null,
    other_id        uuid        not null,
    at              timestamptz not null,
    by_account      uuid        not null,
    constraint usager_merge_pk primary key (id)
);
create table relations.usager_unmerge (
    merge_id   uuid        not null,
    at         timestamptz not null,
    by_account uuid        not null,
    constraint usager_unmerge_pk primary key (merge_id),
    constraint usager_unmerge_of_a_merge foreign key (merge_id) references relations.usager_merge (id)
);

-- Two that may be one person; whoever knows better says so once.
create table relations.likeness (
    low_id     uuid        not null,
    high_id    uuid        not null,
    score      real        not null,
    reasons    text[]      not null,
    found_at   timestamptz not null,
    refused_at timestamptz,
    refused_by uuid,
    constraint likeness_pk primary key (low_id, high_id),
    constraint likeness_low foreign key (low_id) references relations.usager (id) on delete cascade,
    constraint likeness_high foreign key (high_id) references relations.usager (id) on delete cascade,
    constraint likeness_in_order check (low_id < high_id)
);
create index likeness_of_high on relations.likeness (high_id);

-- What happened to a sheet, in order. Holds no name, no address, no free text.
create table relations.usager_event (
    seq             bigint generated always as identity,
    organisation_id uuid        not null,
    usager_id       uuid        not null,
    type            text        not null,
    at              timestamptz not null,
    by_account      uuid,
    constraint usager_event_pk primary key (seq)
);
create index usager_event_of_a_usager on relations.usager_event (usager_id, seq);

create trigger usager_event_is_append_only before update or delete on relations.usager_event
    for each row execute function relations.refuse_change();
create trigger usager_merge_is_append_only before update or delete on relations.usager_merge
    for each row execute function relations.refuse_change();
create trigger usager_unmerge_is_append_only before update or delete on relations.usager_unmerge
    for each row execute function relations.refuse_change();
create trigger consent_is_append_only before update on relations.consent
    for each row execute function relations.refuse_change();

create function relations.refuse_loss_of_proof() returns trigger language plpgsql as $$
begin
    if exists (select from relations.usager where id = old.usager_id) then
        raise exception 'a consent goes with its usager alone';
    end if;
    return old;
end $$;
create trigger consent_goes_with_its_usager before delete on relations.consent
    for each row execute function relations.refuse_loss_of_proof();
