"""What follows from a breach: the ladder of PP 86/2013 in days, and the routes beside it."""
