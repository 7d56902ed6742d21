create index message_to_somebody on messaging.message (lower(recipient)) where recipient is not null;
