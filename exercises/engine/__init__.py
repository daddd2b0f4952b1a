"""The reference engine: right answers, and no words. Exact on integers; numpy only."""
