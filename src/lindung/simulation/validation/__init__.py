"""Fourteen things known of informal workers and their insurance, each held against the city that the model makes."""
