"""Reading rule files: YAML with its places, fields declared once, all problems at once."""

from calendar_gen.rulebook.compiled import load
from calendar_gen.rulebook.files import MissingInput

__all__ = ["MissingInput", "load"]
