"""What people read: answers, redlines and pages, in two languages."""
