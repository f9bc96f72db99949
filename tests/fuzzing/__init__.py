"""Readers under inputs that coverage leads to: `python -m tests.fuzzing --help`."""
