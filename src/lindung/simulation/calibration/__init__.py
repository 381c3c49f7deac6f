"""Behaviour estimated: targets, free parameters, runs at many vectors, and the weighted set of vectors that is left."""
