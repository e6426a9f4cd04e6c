"""Checks of the computer."""

from collections.abc import Mapping

from edge.health.words.entry import Check, Text, critical, healthy, warning

GROUP = Text("Board", "보드")
_AIR = Text(
    "Give the board air or a fan, and keep it out of the sun.",
    "보드에 통풍이나 팬을 마련하고 직사광선을 피하세요.",
)
_SUPPLY = Text(
    "Use the power supply made for this board and a short, thick cable.",
    "이 보드용 정품 전원과 짧고 굵은 케이블을 사용하세요.",
)
_RESTART = Text(
    "Restart the station when nobody trains; if it comes back, send the support bundle.",
    "운동하는 사람이 없을 때 다시 시작하고, 다시 나타나면 지원 파일을 보내 주세요.",
)

BOARD: Mapping[str, Check] = {
    "temperature": Check(
        GROUP,
        Text("Temperature of the processor", "프로세서 온도"),
        {
            "ok": healthy("The board is cool enough.", "온도가 적당합니다."),
            "warm": warning(
                Text("The board is hot and will slow down.", "보드가 뜨거워 느려질 수 있습니다."),
                _AIR,
            ),
            "hot": critical(Text("The board is too hot.", "보드가 너무 뜨겁습니다."), _AIR),
        },
    ),
    "throttling": Check(
        GROUP,
        Text("Whether the firmware slows the processor", "펌웨어가 프로세서를 늦추는지"),
        {
            "ok": healthy("The processor runs freely.", "프로세서가 제 속도로 동작합니다."),
            "before": healthy(
                "It was slowed some time since the board was started.",
                "부팅 후 한때 느려진 적이 있습니다.",
            ),
            "now": warning(Text("The processor is slowed.", "프로세서가 느려졌습니다."), _AIR),
        },
    ),
    "power": Check(
        GROUP,
        Text("Whether the supply holds its voltage", "전원 전압이 충분한지"),
        {
            "ok": healthy("The voltage holds.", "전압이 충분합니다."),
            "low_before": warning(
                Text(
                    "The voltage was too low some time since the board was started.",
                    "부팅 후 한때 전압이 낮았습니다.",
                ),
                _SUPPLY,
            ),
            "low_now": critical(Text("The voltage is too low.", "전압이 너무 낮습니다."), _SUPPLY),
        },
    ),
    "memory": Check(
        GROUP,
        Text("What the station uses, what is free, and growth", "사용량, 남은 양, 증가 여부"),
        {
            "ok": healthy("There is enough memory.", "메모리가 충분합니다."),
            "low": warning(Text("Little memory is free.", "남은 메모리가 적습니다."), _RESTART),
            "out": critical(Text("Memory runs out.", "메모리가 바닥나고 있습니다."), _RESTART),
            "grows": warning(
                Text("The station uses more and more memory.", "메모리 사용량이 계속 늘어납니다."),
                _RESTART,
            ),
        },
    ),
}
