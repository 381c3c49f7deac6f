"""A comparison as people read it: terminal, figures, and a brief of two pages."""
