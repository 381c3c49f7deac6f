"""A synthetic wage report with its truth table: every breach and every lawful look-alike, seeded on purpose."""
