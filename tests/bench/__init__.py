"""Measurements of the whole site on servers of its own: `python -m tests.bench`."""
