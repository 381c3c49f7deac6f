"""From files as employers keep them to located, typed lines: no line is lost and no format is guessed silently."""
