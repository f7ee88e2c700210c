-- The database Syncdesk works in.
create database syncdesk owner syncdesk
