"""Wrong models: each computes the answer that one misconception gives, and the sentence that names it."""
