-- Whatever form asks a browser for a little work first shares what is spent.
alter table appointments.spent_challenge set schema platform;
