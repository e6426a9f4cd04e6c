"""Everything that staff read, in English and Korean."""

from hub.dashboard.words.text import Language, Text, language_of

__all__ = ["Language", "Text", "language_of"]
