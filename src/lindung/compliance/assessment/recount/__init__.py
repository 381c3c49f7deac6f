"""The queries of the second engine (`recomputation.py`), in the order they run."""
