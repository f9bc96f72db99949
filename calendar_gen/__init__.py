"""Forecasts anniversaries and state visits from plain rule files, as calendar feeds and digests."""

__version__ = "0.1.0"
