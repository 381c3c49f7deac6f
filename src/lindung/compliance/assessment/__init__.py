"""What is due, what was reported, what differs: month by month under the law of that month."""
