create index message_refused on messaging.message (key text_pattern_ops) where state = 'failed';
