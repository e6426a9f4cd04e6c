"""Checks of what is kept, and of what it is kept on."""

from collections.abc import Mapping

from edge.health.words.entry import Check, Text, critical, healthy, skipped, warning

GROUP = Text("Storage", "저장")
_ROOM = Text(
    "Make room on the disk that holds the data folder, or give it a larger card.",
    "데이터 폴더가 있는 디스크를 비우거나 더 큰 카드로 바꾸세요.",
)
_CARD = Text(
    "Replace the memory card soon; keep a backup of /etc/gymstation and the data folder.",
    "메모리 카드를 곧 교체하세요. /etc/gymstation과 데이터 폴더를 백업해 두세요.",
)
_WRITE = Text(
    "Make room, and see that the data folder can be written.",
    "디스크를 비우고 데이터 폴더에 쓸 수 있는지 확인하세요.",
)
_REACH = Text(
    "See the check of the broker: they go when the hub is reached.",
    "브로커 점검을 보세요. 허브에 연결되면 전송됩니다.",
)
_NOTHING_TO_DO = Text(
    "Nothing can be done for those; see that the hub is reached.",
    "사라진 것은 되돌릴 수 없습니다. 허브 연결을 확인하세요.",
)

STORAGE: Mapping[str, Check] = {
    "outbox": Check(
        GROUP,
        Text(
            "What waits for the hub, how long, and whether it is safe",
            "허브를 기다리는 요약의 수, 기간, 안전 여부",
        ),
        {
            "ok": healthy("What waits is on the disk.", "기다리는 요약은 디스크에 있습니다."),
            "off": skipped("No broker is configured.", "브로커가 설정되지 않았습니다."),
            "in_memory": critical(
                Text(
                    "Summaries cannot be written to the disk; a power cut would lose them.",
                    "요약을 디스크에 저장할 수 없습니다. 전원이 꺼지면 사라집니다.",
                ),
                _WRITE,
            ),
            "was_damaged": warning(
                Text(
                    "A damaged outbox was moved aside; what waited in it may be missing.",
                    "손상된 보관함을 옮겨 두었습니다. 그 안에서 기다리던 요약이 빠질 수 있습니다.",
                ),
                _CARD,
                calls=True,
            ),
            "dropped": warning(
                Text(
                    "Summaries were dropped because too many waited.",
                    "대기 중인 요약이 너무 많아 일부를 버렸습니다.",
                ),
                _NOTHING_TO_DO,
                calls=True,
            ),
            "old": warning(
                Text(
                    "Summaries have waited for more than a day.",
                    "요약이 하루 넘게 기다리고 있습니다.",
                ),
                _REACH,
            ),
            "filling": warning(
                Text(
                    "So many wait that the oldest will soon be dropped.",
                    "대기 중인 요약이 많아 곧 오래된 것부터 버려집니다.",
                ),
                _REACH,
                calls=True,
            ),
        },
    ),
    "journal": Check(
        GROUP,
        Text(
            "Whether the running session survives a power cut", "진행 중인 세션이 정전에 안전한지"
        ),
        {
            "ok": healthy("The running session is kept.", "진행 중인 세션을 저장하고 있습니다."),
            "in_memory": critical(
                Text(
                    "The running session cannot be written to the disk; a power cut would lose it.",
                    "진행 중인 세션을 디스크에 저장할 수 없습니다. 전원이 꺼지면 사라집니다.",
                ),
                _WRITE,
            ),
            "lost": warning(
                Text(
                    "Part of the journal was lost while the disk failed.",
                    "디스크 오류로 저널 일부가 사라졌습니다.",
                ),
                _CARD,
            ),
        },
    ),
    "disk": Check(
        GROUP,
        Text("Room on the disk, and whether it can be written", "디스크 공간과 쓰기 가능 여부"),
        {
            "ok": healthy("There is room.", "공간이 충분합니다."),
            "low": warning(
                Text("The disk is nearly full.", "디스크가 거의 찼습니다."), _ROOM, calls=True
            ),
            "full": critical(Text("The disk is full.", "디스크가 가득 찼습니다."), _ROOM),
            "read_only": critical(
                Text("The data folder can no longer be written.", "데이터 폴더에 쓸 수 없습니다."),
                Text(
                    "Restart the station; if it stays so, replace the memory card.",
                    "스테이션을 다시 시작하고, 계속되면 메모리 카드를 교체하세요.",
                ),
            ),
        },
    ),
    "sd_card": Check(
        GROUP,
        Text(
            "Errors that the kernel counted, and wear that the card tells of",
            "커널이 센 오류와 카드가 알리는 마모",
        ),
        {
            "ok": healthy("No errors were counted.", "오류가 없습니다."),
            "errors": warning(
                Text(
                    "The file system on the card had errors.",
                    "카드의 파일 시스템에 오류가 있었습니다.",
                ),
                _CARD,
                calls=True,
            ),
            "worn": warning(Text("The card is worn.", "카드가 마모되었습니다."), _CARD, calls=True),
        },
    ),
}
