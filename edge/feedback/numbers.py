"""Numbers as Koreans say them: repetitions natively, seconds in Sino-Korean."""

_NATIVE_UNITS = ("", "하나", "둘", "셋", "넷", "다섯", "여섯", "일곱", "여덟", "아홉")
_NATIVE_TENS = ("", "열", "스물", "서른", "마흔", "쉰", "예순", "일흔", "여든", "아흔")
_SINO_UNITS = ("", "일", "이", "삼", "사", "오", "육", "칠", "팔", "구")
_SINO_POWERS = ("", "십", "백", "천")
LARGEST_NATIVE = 99
LARGEST = 9999


def native_korean(number: int) -> str:
    """1 to 99 in native words, as 열둘; other numbers have none and are given in Sino-Korean."""
    if not 1 <= number <= LARGEST_NATIVE:
        return sino_korean(number)
    tens, units = divmod(number, 10)
    return _NATIVE_TENS[tens] + _NATIVE_UNITS[units]


def sino_korean(number: int) -> str:
    """0 to 9999 in Sino-Korean words, as 십이; beyond, its digits."""
    if number == 0:
        return "영"
    if not 0 < number <= LARGEST:
        return str(number)
    words = ""
    for place, digit in enumerate(reversed(str(number))):
        if digit == "0":
            continue
        # One ten is 십, not 일십.
        unit = "" if digit == "1" and place else _SINO_UNITS[int(digit)]
        words = unit + _SINO_POWERS[place] + words
    return words
