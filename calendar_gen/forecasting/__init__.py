"""Rules and record, a window and an as-of day: the occurrences in order, and the ledger.

Everything here is a pure function of its arguments; "known" means known at the end of `as_of`.
Begin at `projection.occurrences`, `ledger.ledger` and `evidence.evidence`; each is imported where
it is needed, since a forecast needs no ledger.
"""
