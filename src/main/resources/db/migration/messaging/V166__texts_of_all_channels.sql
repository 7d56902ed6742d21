-- What stands on the locked screen of a device, and on paper, may be an administrator's too. A letter has no place in the outbox.
alter table messaging.text
    drop constraint text_channel_known,
    add constraint text_channel_known check (channel in ('email', 'sms', 'push', 'letter'));
