"""Stridewise exercises: what is asked about convolution arithmetic, and what is right.

Pure Python and numpy. `exercises.kinds.catalogue()` lists the kinds; `python -m exercises` is the command line.
"""
