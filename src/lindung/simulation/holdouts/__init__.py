"""Figures that the model was never fitted to, and how near it comes to them."""
