"""The law as data: what holds, where, on which day, by which article."""
