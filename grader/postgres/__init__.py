"""Django's PostgreSQL, asked more cheaply whether it is still there: see `base`."""
