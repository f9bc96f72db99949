"""Tables of computed and published days, written by ``python -m tests.calendars.make_tables``."""
