"""What the voice says of each signal, and about how long it takes to say it. Pure."""

from typing import Literal

from edge.config.speech import KoreanNumbers, SpeechConfig
from edge.feedback.numbers import native_korean, sino_korean
from edge.feedback.signal import Signal
from edge.feedback.table import SignalTable

Language = Literal["en", "ko"]

# A straight line through the lengths of the packs' cues and the table's phrases, as espeak-ng 1.51
# speaks them at 175 words a minute: mean error 0.1 s. Korean is measured in syllables.
_USUAL_WORDS_PER_MINUTE = 175
_ONSET_S = 0.2
_COMMA_S = 0.2
_CHARACTER_S = {"en": 0.046, "ko": 0.165}


class Phrasebook:
    """The phrases of one station."""

    def __init__(
        self, table: SignalTable, language: Language, speech: SpeechConfig | None = None
    ) -> None:
        speech = speech or SpeechConfig()
        self._table = table
        self._language: Language = language
        self._native = speech.korean_numbers is KoreanNumbers.NATIVE
        self._pace = _USUAL_WORDS_PER_MINUTE / speech.words_per_minute

    def text(self, signal: Signal, count: int | None = None, advice: str = "") -> str:
        """What is said; "" where nothing is. advice: added at the end, in the same language."""
        pattern = self._table.signals[signal]
        say = str(getattr(pattern.say, self._language))
        seconds = pattern.counts == "seconds"
        number = "" if count is None else self.number(count, seconds=seconds)
        said = say.replace("{count}", number).strip(" ,")
        return ", ".join(part for part in (said, advice) if part)

    def number(self, number: int, *, seconds: bool = False) -> str:
        """A number to be spoken: digits in English, words in Korean."""
        if self._language == "en":
            return str(number)
        return native_korean(number) if self._native and not seconds else sino_korean(number)

    def seconds(self, text: str) -> float:
        """About how long saying it takes."""
        if not text:
            return 0.0
        syllables = text if self._language == "en" else text.replace(" ", "")
        length_s = len(syllables) * _CHARACTER_S[self._language]
        return (_ONSET_S + length_s + text.count(",") * _COMMA_S) * self._pace
