"""The simulated city: workers month by month, and the offices that decide for them."""
