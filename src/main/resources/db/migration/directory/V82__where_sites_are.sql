-- Where a site is on the map, for whoever looks for the nearest one.
alter table directory.site add column latitude double precision;
alter table directory.site add column longitude double precision;
alter table directory.site add constraint site_on_the_map
    check ((latitude is null) = (longitude is null) and latitude between -90 and 90 and longitude between -180 and 180);
