DROP TABLE interruptions;
