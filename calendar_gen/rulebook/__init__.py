"""Reading rule files: YAML with its places, fields declared once, all problems at once."""

from calendar_gen.rulebook.files import MissingInput
from calendar_gen.rulebook.loading import load

__all__ = ["MissingInput", "load"]
