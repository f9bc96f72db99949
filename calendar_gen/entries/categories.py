"""What a category is called: rule files name it by a key such as `wwii` or `national-day`."""

from calendar_gen.entries.phrases import Phrases


def category_name(key: str, phrases: Phrases) -> str:
    """Its name in the language; of one that a catalogue does not know, the key to be read."""
    name = phrases.word("category", key)
    return name if name != key else key.replace("-", " ")
