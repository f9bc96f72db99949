"""Reading rule files: YAML that knows its lines and columns, fields declared once, and all
problems at once."""

from calendar_gen.rulebook.files import MissingInput
from calendar_gen.rulebook.loading import load

__all__ = ["MissingInput", "load"]
