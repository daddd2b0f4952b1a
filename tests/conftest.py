"""Shared fixtures. Tests talk to this machine's loopback only."""

from hypothesis import settings

settings.register_profile("quick", max_examples=25, deadline=None, derandomize=True)
settings.load_profile("quick")
