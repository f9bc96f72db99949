"""Back-test: what forecasts would have said of a record, issue day by issue day, and their scores.

Nothing here knows a file or a language. A forecast sees what is dated before its issue day, and
nothing else; what came of it is looked up only to train later forecasts, and to score.
"""

from calendar_gen.backtest.running import TASKS, Report, backtest

__all__ = ["TASKS", "Report", "backtest"]
