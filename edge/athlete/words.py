"""What a member is told about where they stand, in English and Korean."""

from collections.abc import Mapping
from typing import Literal

from edge.athlete.sighting import PlacementProblem

Language = Literal["en", "ko"]
P = PlacementProblem

PLACEMENT_WORDS: Mapping[PlacementProblem, Mapping[Language, str]] = {
    P.TOO_DARK: {"en": "It is too dark here", "ko": "너무 어두워요"},
    P.AGAINST_LIGHT: {
        "en": "There is a bright light behind you",
        "ko": "뒤쪽이 너무 밝아요",
    },
    P.TOO_CLOSE: {"en": "Step back a little", "ko": "조금 뒤로 물러나세요"},
    P.TOO_FAR: {"en": "Come closer", "ko": "조금 가까이 오세요"},
    P.FEET_HIDDEN: {"en": "I cannot see your feet", "ko": "발이 보이지 않아요"},
    P.HANDS_HIDDEN: {"en": "I cannot see your hands", "ko": "손이 보이지 않아요"},
    P.TURN_SIDEWAYS: {
        "en": "Turn your side to the camera",
        "ko": "카메라에 옆모습이 보이게 서세요",
    },
    P.TURN_TO_CAMERA: {"en": "Face the camera", "ko": "카메라를 바라보고 서세요"},
}
