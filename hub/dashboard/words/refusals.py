"""What the hub refuses, in the reader's language; in English as the services say it."""

from edge.errors import HubError
from hub.dashboard.words.text import Language

_KOREAN = {
    "there is an account with this name": "이 이름의 계정이 이미 있습니다",
    "there is no such account": "그런 계정이 없습니다",
    "one administrator must stay": "관리자가 적어도 한 명은 있어야 합니다",
    "an account's name has": "계정 이름은 영문 소문자와 숫자, 그 사이의 . _ @ - 로 80자까지입니다",
    "a password": "비밀번호가 너무 짧거나 깁니다",
    "there is a member with this id": "이 번호의 회원이 이미 있습니다",
    "this id was of a member who was erased": "삭제된 회원이 쓰던 번호입니다",
    "a name has": "이름은 1자에서 200자까지, 보이는 글자만 쓸 수 있습니다",
    "there is no such member": "그런 회원이 없습니다",
    "the member has no such card": "이 회원에게 그런 카드가 없습니다",
    "the member has not agreed": "회원의 동의가 먼저 필요합니다",
    "this card was issued before": "이미 발급된 카드입니다. 새로 발급하세요",
    "there is no such session": "그런 운동 기록이 없습니다",
    "the session has no such set": "이 운동 기록에 그런 세트가 없습니다",
    "a set has 0 to": "횟수는 0에서 10000까지입니다",
    "still cannot be read": "아직도 읽을 수 없습니다",
    "there is no such message": "그런 메시지가 없습니다",
    "there is no such token": "그런 토큰이 없습니다",
}


def refusal(error: HubError, language: Language) -> str:
    """Why something was not done; `error` as a service raised it."""
    said = str(error)
    if language == "ko":
        for english, korean in _KOREAN.items():
            if english in said:
                return f"{korean}."
        return f"거절되었습니다: {said}"
    return said
