"""What a person reads while being enrolled, in English and Korean."""

from collections.abc import Mapping

from edge.member.enrol.guide import Guidance, Prompt
from edge.member.face.quality import QualityProblem
from edge.member.gallery.consent import Language

Words = Mapping[Language, str]

PROMPTS: Mapping[Prompt, Words] = {
    Prompt.STRAIGHT: {"en": "Look at the camera", "ko": "카메라를 봐 주세요"},
    Prompt.LEFT: {"en": "Turn a little to your left", "ko": "왼쪽으로 조금 돌려 주세요"},
    Prompt.RIGHT: {"en": "Turn a little to your right", "ko": "오른쪽으로 조금 돌려 주세요"},
    Prompt.CHIN_UP: {"en": "Look ahead, chin up a little", "ko": "앞을 보고 턱을 조금 들어 주세요"},
    Prompt.SMILE: {"en": "Look at the camera and smile", "ko": "카메라를 보고 웃어 주세요"},
}
PROBLEMS: Mapping[QualityProblem, Words] = {
    QualityProblem.NO_FACE: {"en": "I see no face", "ko": "얼굴이 보이지 않습니다"},
    QualityProblem.SEVERAL_FACES: {
        "en": "One person only, please",
        "ko": "한 분만 서 주세요",
    },
    QualityProblem.TOO_FAR: {"en": "Come closer", "ko": "더 가까이 와 주세요"},
    QualityProblem.CUT_OFF: {"en": "Move to the middle", "ko": "가운데로 와 주세요"},
    QualityProblem.TOO_DARK: {
        "en": "Too dark: turn to the light",
        "ko": "어둡습니다. 밝은 쪽을 봐 주세요",
    },
    QualityProblem.TOO_BRIGHT: {
        "en": "Too bright: turn away from the light",
        "ko": "너무 밝습니다. 빛을 피해 주세요",
    },
    QualityProblem.BLURRED: {"en": "Hold still", "ko": "움직이지 말아 주세요"},
    QualityProblem.TURN_LEFT: {"en": "Turn back to your left", "ko": "왼쪽으로 돌려 주세요"},
    QualityProblem.TURN_RIGHT: {"en": "Turn back to your right", "ko": "오른쪽으로 돌려 주세요"},
}
DONE: Words = {"en": "Thank you, that is all", "ko": "감사합니다. 끝났습니다"}


def guidance_words(guidance: Guidance, language: Language) -> str:
    """The one thing to say now: what is wrong, else what is wanted."""
    if guidance.prompt is None:
        return DONE[language]
    if guidance.problem is not None:
        return PROBLEMS[guidance.problem][language]
    return PROMPTS[guidance.prompt][language]
