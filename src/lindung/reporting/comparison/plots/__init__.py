"""Figures of a comparison: the difference first, the arms second; each with its description in words."""

from lindung.reporting.comparison.plots.budgets import budgets, budgets_described
from lindung.reporting.comparison.plots.clauses import clauses, clauses_described
from lindung.reporting.comparison.plots.differences import (
    differences,
    differences_described,
    levels,
    levels_described,
)
from lindung.reporting.comparison.plots.drawing import png_file, svg_element, svg_file
from lindung.reporting.comparison.plots.groups import gains, gains_described

__all__ = [
    "budgets", "budgets_described", "clauses", "clauses_described", "difference_plot", "differences",
    "differences_described", "gains", "gains_described", "levels", "levels_described", "png_file", "svg_element",
    "svg_file",
]  # fmt: skip

difference_plot = differences
