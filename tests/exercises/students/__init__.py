"""Students that make scripted slips."""
