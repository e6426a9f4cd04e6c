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
_NO_GALLERY = Text(
    "The members' gallery cannot be opened; everybody is anonymous.",
    "회원 정보를 열 수 없습니다. 모두 익명으로 처리됩니다.",
)
_MEND_GALLERY = Text(
    "Restore its key or its file; `gymstation members selftest` names what is wrong.",
    "키나 파일을 복원하세요. `gymstation members selftest`가 원인을 알려 줍니다.",
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
            "gallery_unavailable": warning(_NO_GALLERY, _MEND_GALLERY, calls=True),
            "failed": warning(_NO_FACES, _RESTART),
        },
    ),
    "members": Check(
        _MEMBERS,
        Text(
            "Whether members, cards and who is forgotten are shared with the hub",
            "회원, 카드, 삭제 목록을 허브와 주고받는지",
        ),
        {
            "ok": healthy("They are shared.", "주고받고 있습니다."),
            "off": skipped("No broker is configured.", "브로커가 설정되지 않았습니다."),
            "key_missing": warning(
                Text(
                    "The key that the gym's stations share is missing.",
                    "체육관 공용 키가 없습니다.",
                ),
                Text(
                    "Put the gym's site.key where `gymstation members key` says.",
                    "`gymstation members key`가 알려 주는 곳에 체육관의 site.key를 두세요.",
                ),
            ),
            "gallery_unavailable": warning(_NO_GALLERY, _MEND_GALLERY),
            "list_unreadable": warning(
                Text("A list of the hub cannot be read.", "허브의 목록을 읽을 수 없습니다."),
                Text(
                    "Update the station; if it stays so, restart the hub.",
                    "스테이션을 업데이트하고, 계속되면 허브를 다시 시작하세요.",
                ),
            ),
            "refused_bundle": warning(
                Text(
                    "What another station sent of its members was refused.",
                    "다른 스테이션이 보낸 회원 정보를 거부했습니다.",
                ),
                Text(
                    "Give all stations of the gym the same site.key.",
                    "체육관의 모든 스테이션에 같은 site.key를 두세요.",
                ),
            ),
            "too_large": warning(
                Text(
                    "The gallery is too large to be sent.",
                    "회원 정보가 너무 커서 보낼 수 없습니다.",
                ),
                Text(
                    "Run `gymstation members prune`, or carry it over with `gymstation members "
                    "bundle`.",
                    "`gymstation members prune`을 실행하거나 "
                    "`gymstation members bundle`로 옮기세요.",
                ),
            ),
            "not_published": warning(
                Text(
                    "The broker does not take the gallery.", "브로커가 회원 정보를 받지 않습니다."
                ),
                Text(
                    "Check the broker's rights and its limit for a message (config/broker).",
                    "브로커의 권한과 메시지 크기 제한을 확인하세요 (config/broker).",
                ),
            ),
        },
    ),
}
