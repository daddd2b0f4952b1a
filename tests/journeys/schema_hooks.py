"""What schemathesis leaves out: addresses that the web server itself refuses, before the site has seen them."""

from urllib.parse import quote, urlencode

import schemathesis

LONGEST = 3_500
"""Characters of a path or a query as they are sent; gunicorn reads 8,190 and answers more with its own 414."""


@schemathesis.hook
def filter_path_parameters(_context, values):
    """Whether the path is short enough to arrive."""
    return sum(len(quote(str(value))) for value in (values or {}).values()) < LONGEST


@schemathesis.hook
def filter_query(_context, values):
    """Whether the query is short enough to arrive."""
    return len(urlencode(values or {}, doseq=True)) < LONGEST
