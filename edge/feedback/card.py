"""The card of the signals, as Markdown that prints on one page: what members are told they mean."""

from collections.abc import Iterator, Mapping, Sequence

from edge.config.naming import Name
from edge.feedback.phrases import Language
from edge.feedback.signal import PLACEMENT, Signal
from edge.feedback.table import Pattern, SignalTable, Text

_GROUPS: Mapping[Name, Sequence[Signal]] = {
    Name(en="While you exercise", ko="운동하는 동안"): (
        Signal.READY,
        Signal.REP_GOOD,
        Signal.REP_FAULT,
        Signal.REP_FAULT_AGAIN,
        Signal.REP_NOT_JUDGED,
        Signal.CORRECTED,
        Signal.PARTIAL,
        Signal.HOLD_MARK,
        Signal.TARGET_REACHED,
        Signal.SET_DONE,
    ),
    Name(en="Whose session it is", ko="누구의 운동인지"): (
        Signal.KNOWN,
        Signal.ANONYMOUS,
        Signal.SIGNED_IN,
        Signal.BUSY,
    ),
    Name(en="How you stand, before a set", ko="시작 전 서는 위치"): tuple(
        signal for signal in Signal if signal in PLACEMENT
    ),
    Name(en="How the station is", ko="기기 상태"): (
        Signal.CAMERA_BLOCKED,
        Signal.OFFLINE,
        Signal.OUT_OF_ORDER,
    ),
}
_TITLE = Name(en="Signals of the station", ko="스테이션 신호 안내")
_RHYTHM = Text(
    en="Tell signals by their rhythm; the colour only helps.",
    ko="신호는 깜박이는 리듬으로 구분합니다. 색은 보조입니다.",
)
_MOVEMENT = Text(
    en="Between signals the light follows your movement and grows with it. Dark: nobody is seen.",
    ko="신호가 없을 때 빛은 동작을 따라 밝아집니다. 꺼져 있으면 아무도 보이지 않는 상태입니다.",
)
_QUIET = Text(
    en="In quiet hours everything is shown by the light alone.",
    ko="정숙 시간에는 빛으로만 알려 드립니다.",
)
_COLUMNS: Mapping[Language, tuple[str, ...]] = {
    "en": ("Signal", "Light", "Sound", "Voice", "Meaning"),
    "ko": ("신호", "빛", "소리", "음성", "뜻"),
}
_EXAMPLE: Mapping[Language, Mapping[str, str]] = {
    "en": {"repetitions": "3", "seconds": "10"},
    "ko": {"repetitions": "셋", "seconds": "십"},
}
_NOTHING = "-"


def card(table: SignalTable, language: Language) -> str:
    """The card in one language."""
    return "\n".join(_lines(table, language)) + "\n"


def _lines(table: SignalTable, language: Language) -> Iterator[str]:
    yield "<!-- Made from config/signals.yaml by the command"
    yield f"     gymstation signal card --language {language} -->"
    yield f"# {getattr(_TITLE, language)}"
    yield ""
    for text in (_RHYTHM, _MOVEMENT, _QUIET):
        yield f"{getattr(text, language)}  "
    yield ", ".join(
        f"{flash.sign} {getattr(flash.name, language)}" for flash in table.flashes.values()
    )
    for group, signals in _GROUPS.items():
        yield ""
        yield f"**{getattr(group, language)}**"
        yield ""
        yield _row(_COLUMNS[language])
        yield "|---" * len(_COLUMNS[language]) + "|"
        for signal in signals:
            yield _row(cells(table, signal, language))


def cells(table: SignalTable, signal: Signal, language: Language) -> tuple[str, ...]:
    """Name, light, sound, words and meaning of a signal."""
    pattern = table.signals[signal]
    flashes = (table.flashes[name].sign for name in pattern.light.rhythm)
    colour = getattr(table.colours[pattern.light.colour].name, language)
    tones = (getattr(table.tones[name].name, language) for name in pattern.tones)
    return (
        str(getattr(pattern.name, language)),
        f"{colour} {' '.join(flashes)}",
        ", ".join(tones) or _NOTHING,
        _voice(signal, pattern, language),
        str(getattr(pattern.meaning, language)),
    )


def _voice(signal: Signal, pattern: Pattern, language: Language) -> str:
    said = str(getattr(pattern.say, language))
    said = said.replace("{count}", _EXAMPLE[language][pattern.counts])
    if signal is Signal.REP_FAULT:
        said = f"{said}, …"
    return f"“{said}”" if said else _NOTHING


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
