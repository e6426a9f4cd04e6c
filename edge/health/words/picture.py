"""Checks of what the camera shows."""

from collections.abc import Mapping

from edge.health.words.entry import Check, Text, critical, healthy, unknown, warning

GROUP = Text("Picture", "영상")
_CABLE = Text(
    "Check the camera's cable and its power. If it stays so, restart the station.",
    "카메라 케이블과 전원을 확인하세요. 계속되면 스테이션을 다시 시작하세요.",
)
_LEARN_ANEW = Text(
    "Run `gymstation aim` and point the camera as on the first day. If it is meant to hang so, run "
    "`gymstation doctor --new-mount`.",
    "`gymstation aim`을 실행해 처음처럼 카메라를 맞추세요. 지금 위치가 맞다면 "
    "`gymstation doctor --new-mount`를 실행하세요.",
)

PICTURE: Mapping[str, Check] = {
    "camera": Check(
        GROUP,
        Text(
            "Whether frames come, and how many a second", "영상이 들어오는지, 초당 몇 장 들어오는지"
        ),
        {
            "ok": healthy("The camera sends frames.", "카메라에서 영상이 들어옵니다."),
            "recording": healthy(
                "A recording takes the camera's place.", "카메라 대신 녹화본을 재생합니다."
            ),
            "no_camera": warning(
                Text(
                    "No camera was found: the demo clip is played.",
                    "카메라를 찾지 못해 시연 영상을 재생합니다.",
                ),
                Text(
                    "Connect a camera and restart the station, or set camera.source.",
                    "카메라를 연결하고 스테이션을 다시 시작하거나 camera.source를 정하세요.",
                ),
            ),
            "silent": critical(
                Text("The camera sends no picture.", "카메라에서 영상이 들어오지 않습니다."), _CABLE
            ),
            "unavailable": critical(
                Text("The camera cannot be opened.", "카메라를 열 수 없습니다."), _CABLE
            ),
            "slow": warning(
                Text(
                    "The camera sends too few frames a second; fast repetitions are missed.",
                    "카메라의 초당 영상 수가 적어 빠른 반복을 놓칩니다.",
                ),
                Text(
                    "Give it more light, or lower camera.width and camera.height.",
                    "조명을 밝게 하거나 camera.width와 camera.height를 줄이세요.",
                ),
            ),
        },
    ),
    "frozen": Check(
        GROUP,
        Text("Whether the picture still changes", "영상이 계속 바뀌는지"),
        {
            "ok": healthy("The picture changes.", "영상이 바뀌고 있습니다."),
            "frozen": critical(
                Text(
                    "The camera sends the same picture again and again.",
                    "카메라가 같은 영상만 반복해서 보냅니다.",
                ),
                _CABLE,
            ),
        },
    ),
    "brightness": Check(
        GROUP,
        Text("How much light there is", "조명이 충분한지"),
        {
            "ok": healthy("There is enough light.", "조명이 충분합니다."),
            "lights_off": healthy("It is dark and nobody is there.", "어둡고 아무도 없습니다."),
            "dark": warning(
                Text(
                    "It is too dark to see whoever trains.",
                    "너무 어두워 운동하는 사람이 안 보입니다.",
                ),
                Text("Switch on more light.", "조명을 더 켜 주세요."),
            ),
            "overexposed": warning(
                Text(
                    "Much of the picture is burnt out.", "영상의 많은 부분이 하얗게 날아갔습니다."
                ),
                Text(
                    "Draw a blind, or turn the camera away from the window or lamp.",
                    "블라인드를 내리거나 카메라를 창문이나 조명에서 돌리세요.",
                ),
            ),
        },
    ),
    "sharpness": Check(
        GROUP,
        Text("Whether the picture is sharp", "영상이 선명한지"),
        {
            "ok": healthy("The picture is sharp.", "영상이 선명합니다."),
            "blurred": warning(
                Text("The picture is blurred.", "영상이 흐립니다."),
                Text(
                    "Wipe the lens with a soft cloth; if it stays so, focus the camera.",
                    "부드러운 천으로 렌즈를 닦고, 계속되면 초점을 맞추세요.",
                ),
            ),
        },
    ),
    "blocked": Check(
        GROUP,
        Text("Whether something covers the lens", "렌즈를 가리는 것이 있는지"),
        {
            "ok": healthy("The view is free.", "시야가 트여 있습니다."),
            "dark": unknown(
                "The picture is black: the light is off, or the lens is covered.",
                "영상이 까맣습니다. 조명이 꺼졌거나 렌즈가 가려졌습니다.",
                Text(
                    "If the light is on, look at the lens.", "조명이 켜져 있다면 렌즈를 확인하세요."
                ),
            ),
            "blocked": warning(
                Text("Something covers the lens.", "무언가가 렌즈를 가리고 있습니다."),
                Text("Uncover the lens.", "렌즈를 가린 것을 치워 주세요."),
                calls=True,
            ),
        },
    ),
    "mount": Check(
        GROUP,
        Text(
            "Whether the camera still looks where it was pointed",
            "카메라가 처음 맞춘 방향을 보고 있는지",
        ),
        {
            "ok": healthy(
                "The camera looks where it was pointed.", "카메라가 맞춘 방향을 보고 있습니다."
            ),
            "learning": healthy(
                "The view is being learnt; it takes some minutes of light.",
                "시야를 익히는 중입니다. 밝을 때 몇 분 걸립니다.",
            ),
            "moved": warning(
                Text("The camera was moved.", "카메라가 움직였습니다."), _LEARN_ANEW, calls=True
            ),
            "changed": warning(
                Text("The view is not the one that was learnt.", "시야가 처음 익힌 것과 다릅니다."),
                _LEARN_ANEW,
            ),
        },
    ),
}
