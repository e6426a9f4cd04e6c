"""Checks of the way to the hub."""

from collections.abc import Mapping

from edge.health.words.entry import Check, Entry, Text, critical, healthy, skipped, warning
from edge.uplink.link import REMEDIES, LinkState

GROUP = Text("Way to the hub", "허브 연결")
_WAITS = Text(
    "The hub cannot be reached; summaries wait on the disk.",
    "허브에 연결할 수 없습니다. 요약은 디스크에서 기다립니다.",
)
_REMEDIES_KO: Mapping[LinkState, str] = {
    LinkState.NOBODY_LISTENS: "허브를 시작하세요. 그동안 요약은 기다립니다",
    LinkState.UNKNOWN_HOST: "uplink.host와 네트워크의 DNS를 확인하세요",
    LinkState.UNREACHABLE: "브로커가 실행 중인지, uplink.host와 uplink.port를 확인하세요",
    LinkState.SILENT: "브로커가 멈췄거나 다른 서비스의 포트입니다. 브로커를 확인하세요",
    LinkState.UNTRUSTED: "uplink.tls.ca와 uplink.host가 인증서의 이름과 같은지 확인하세요",
    LinkState.EXPIRED: "브로커의 인증서를 갱신하거나 스테이션의 시계를 맞추세요",
    LinkState.NO_TLS: "uplink.port와 uplink.tls.enabled를 확인하세요",
    LinkState.BAD_FILE: "세부 내용에 나온 파일을 고치세요",
    LinkState.NOT_AUTHORISED: "uplink.username, 암호, 브로커의 권한을 확인하세요",
    LinkState.REFUSED: "브로커의 기록을 보세요. 오래된 브로커에는 uplink.version 3.1.1을 쓰세요",
    LinkState.TAKEN_OVER: "다른 스테이션이 같은 site와 station을 씁니다. 서로 다르게 정하세요",
    LinkState.LOST: "그대로 두세요. 스테이션이 다시 연결합니다",
    LinkState.FAILED: "기록과 함께 알려 주세요",
}


def _links() -> Mapping[str, Entry]:
    wrong = {
        state.value: warning(_WAITS, Text(f"{REMEDIES[state].capitalize()}.", f"{korean}."))
        for state, korean in _REMEDIES_KO.items()
    }
    return {
        LinkState.ONLINE.value: healthy("The hub is reached.", "허브에 연결되어 있습니다."),
        LinkState.CONNECTING.value: healthy(
            "The station is about to connect.", "연결하는 중입니다."
        ),
        LinkState.OFF.value: skipped(
            "No broker is configured (uplink.host): nothing is sent.",
            "브로커가 설정되지 않아 보내지 않습니다 (uplink.host).",
        ),
        LinkState.STOPPED.value: healthy("The station is stopping.", "스테이션이 멈추는 중입니다."),
        **wrong,
    }


WAY: Mapping[str, Check] = {
    "broker": Check(
        GROUP, Text("How the connection to the broker stands", "브로커와의 연결 상태"), _links()
    ),
    "uplink": Check(
        GROUP,
        Text(
            "Whether the part that speaks to the broker lives",
            "브로커와 통신하는 부분이 살아 있는지",
        ),
        {
            "ok": healthy("It lives.", "살아 있습니다."),
            "off": skipped("No broker is configured.", "브로커가 설정되지 않았습니다."),
            "stalled": critical(
                Text(
                    "What speaks to the broker has not moved for minutes.",
                    "브로커와 통신하는 부분이 몇 분째 멈춰 있습니다.",
                ),
                Text(
                    "Restart the station; nothing that was counted is lost.",
                    "스테이션을 다시 시작하세요. 센 기록은 사라지지 않습니다.",
                ),
            ),
        },
    ),
    "clock": Check(
        GROUP,
        Text("Whether something keeps the clock right", "시계가 맞춰지고 있는지"),
        {
            "ok": healthy("The clock is kept right.", "시계가 맞춰지고 있습니다."),
            "not_synchronised": warning(
                Text(
                    "Nothing keeps the clock right; times of sessions may be wrong.",
                    "시계가 맞춰지지 않아 세션 시각이 틀릴 수 있습니다.",
                ),
                Text(
                    "Give the station a network with a time server (timedatectl tells more).",
                    "시간 서버가 있는 네트워크에 연결하세요 (timedatectl로 확인).",
                ),
            ),
        },
    ),
}
