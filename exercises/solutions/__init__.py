"""Worked steps that several kinds share: each says the general rule, then these numbers in it, then the value."""
