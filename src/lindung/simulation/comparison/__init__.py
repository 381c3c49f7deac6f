"""Regulations side by side: the same people, the same draws, another law; the answer is the paired difference."""
