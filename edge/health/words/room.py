"""Checks of what members see, hear and are known by."""

from collections.abc import Mapping

from edge.health.words.entry import Check, Text, healthy, skipped, warning

_FEEDBACK = Text("Feedback", "안내")
_MEMBERS = Text("Members", "회원")
_CARDS_GO_ON = "members can use their cards"
_SET_UP_FACES = Text(
    "Run `gymstation members setup` on the station.",
    "스테이션에서 `gymstation members setup`을 실행하세요.",
)
_RESTART = Text(
    "Restart the station; if it comes back, send the support bundle (gymstation support).",
    "스테이션을 다시 시작하고, 다시 나타나면 지원 파일을 보내 주세요 (gymstation support).",
)
_NO_FACES = Text(
    f"Faces are not recognised; {_CARDS_GO_ON}.",
    "얼굴을 인식하지 않습니다. 회원은 카드를 사용할 수 있습니다.",
)

ROOM: Mapping[str, Check] = {
    "feedback": Check(
        _FEEDBACK,
        Text("Whether light, buzzer and voice work", "조명, 부저, 음성이 동작하는지"),
        {
            "ok": healthy("Light, buzzer and voice work.", "조명, 부저, 음성이 동작합니다."),
            "none": skipped(
                "Neither light nor buzzer nor voice is set up.",
                "조명, 부저, 음성이 설정되지 않았습니다.",
            ),
            "failed": warning(
                Text(
                    "A light, buzzer or voice cannot be used.",
                    "조명, 부저 또는 음성을 사용할 수 없습니다.",
                ),
                Text(
                    "Check its wiring and its pins in the configuration; try it with `gymstation "
                    "signal`.",
                    "배선과 설정의 핀 번호를 확인하고 `gymstation signal`로 시험하세요.",
                ),
                calls=True,
            ),
        },
    ),
    "identification": Check(
        _MEMBERS,
        Text("Whether members can be recognised", "회원을 알아볼 수 있는지"),
        {
            "off": healthy(
                "Identification is off: everybody is anonymous.",
                "회원 식별이 꺼져 있습니다. 모두 익명입니다.",
            ),
            "ready": healthy("Members can be recognised.", "회원을 알아볼 수 있습니다."),
            "weights_missing": warning(_NO_FACES, _SET_UP_FACES),
            "runtime_missing": warning(
                _NO_FACES,
                Text(
                    "Install the extra: pip install 'gymstation[members]'.",
                    "pip install 'gymstation[members]'로 설치하세요.",
                ),
            ),
            "model_missing": warning(
                _NO_FACES,
                Text("Install the station again.", "스테이션을 다시 설치하세요."),
            ),
            "worker_failed": warning(_NO_FACES, _RESTART),
            "worker_gave_up": warning(
                Text(
                    f"Faces are not recognised any more; {_CARDS_GO_ON}.",
                    "얼굴 인식이 멈췄습니다. 회원은 카드를 사용할 수 있습니다.",
                ),
                _RESTART,
                calls=True,
            ),
            "gallery_unavailable": warning(
                Text(
                    "The members' gallery cannot be opened; everybody is anonymous.",
                    "회원 정보를 열 수 없습니다. 모두 익명으로 처리됩니다.",
                ),
                Text(
                    "Restore its key or its file; `gymstation members selftest` names what is "
                    "wrong.",
                    "키나 파일을 복원하세요. `gymstation members selftest`가 원인을 알려 줍니다.",
                ),
                calls=True,
            ),
            "failed": warning(_NO_FACES, _RESTART),
        },
    ),
}
