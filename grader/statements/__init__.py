"""Statements of the road, used thousands of times a minute: Django writes each once instead of each time.

To write the SQL of a query takes Django longer than all the rest, so that is kept, for each kind of database; and
PostgreSQL keeps what it makes of it. What they find and store is the same as without.
"""

from grader.statements.insertion import Insertion, Together
from grader.statements.lookup import Lookup

__all__ = ["Insertion", "Lookup", "Together"]
