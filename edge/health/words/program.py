"""Checks of the models and of the program."""

from collections.abc import Mapping

from edge.health.words.entry import Check, Text, critical, healthy, skipped, warning

GROUP = Text("Program", "프로그램")
_REINSTALL = Text(
    "Install the station again, or restore the models from its release.",
    "스테이션을 다시 설치하거나 배포본의 모델을 복원하세요.",
)
_CONFIG = Text(
    "Correct the file at the lines that the detail names; `gymstation config check` tells when it "
    "is right.",
    "세부 내용에 나온 줄을 고치세요. `gymstation config check`로 확인할 수 있습니다.",
)
_COOL = Text(
    "Give the board air or a fan, and keep it out of the sun.",
    "보드에 통풍이나 팬을 마련하고 직사광선을 피하세요.",
)

PROGRAM: Mapping[str, Check] = {
    "models": Check(
        GROUP,
        Text("Whether the model files are those of the release", "모델 파일이 배포본과 같은지"),
        {
            "ok": healthy("The model files are whole.", "모델 파일이 온전합니다."),
            "missing": critical(
                Text("A model file is missing.", "모델 파일이 없습니다."), _REINSTALL
            ),
            "altered": critical(
                Text("A model file is not the release's.", "모델 파일이 배포본과 다릅니다."),
                _REINSTALL,
            ),
            "unreadable": critical(
                Text("The list of models cannot be read.", "모델 목록을 읽을 수 없습니다."),
                _REINSTALL,
            ),
            "pack_broken": warning(
                Text(
                    "The model pack is damaged: the software's own models are used.",
                    "모델 팩이 손상되어 소프트웨어에 포함된 모델을 사용합니다.",
                ),
                Text(
                    "Install the pack again, or take it back with `gymstation models rollback`.",
                    "모델 팩을 다시 설치하거나 `gymstation models rollback`으로 되돌리세요.",
                ),
            ),
        },
    ),
    "selftest": Check(
        GROUP,
        Text(
            "Whether the models see a drawn person where it was drawn",
            "그려 넣은 사람을 모델이 제 위치에서 찾는지",
        ),
        {
            "ok": healthy("The models see what they should.", "모델이 올바르게 동작합니다."),
            "differs": critical(
                Text(
                    "The models see a known picture otherwise than they should.",
                    "모델이 정해진 그림을 다르게 봅니다.",
                ),
                _REINSTALL,
            ),
            "failed": critical(
                Text("The models cannot be run.", "모델을 실행할 수 없습니다."), _REINSTALL
            ),
        },
    ),
    "pose": Check(
        GROUP,
        Text(
            "Frames worked on a second while somebody is there, and how late",
            "사람이 있을 때 초당 처리하는 영상 수와 지연 시간",
        ),
        {
            "ok": healthy("The station keeps up.", "처리 속도가 충분합니다."),
            "idle": healthy("Nobody is there.", "아무도 없습니다."),
            "slow": warning(
                Text(
                    "Too few frames are worked on; fast repetitions may be missed.",
                    "처리하는 영상이 적어 빠른 반복을 놓칠 수 있습니다.",
                ),
                Text(
                    "See temperature and power; end other programs; lower camera.width and "
                    "camera.height.",
                    "온도와 전원을 확인하고, 다른 프로그램을 끝내고, "
                    "camera.width와 camera.height를 줄이세요.",
                ),
            ),
            "late": warning(
                Text("Light and voice come noticeably late.", "조명과 음성이 눈에 띄게 늦습니다."),
                Text(
                    "See temperature and power; end other programs on this board.",
                    "온도와 전원을 확인하고, 이 보드의 다른 프로그램을 끝내세요.",
                ),
            ),
        },
    ),
    "thermal": Check(
        GROUP,
        Text("Whether the station does less to stay cool", "열을 줄이려고 일을 줄였는지"),
        {
            "ok": healthy("The station works at full speed.", "정상 속도로 동작합니다."),
            "degraded": warning(
                Text(
                    "The station does less so that the board cools down.",
                    "보드를 식히려고 처리량을 줄였습니다.",
                ),
                _COOL,
                calls=True,
            ),
        },
    ),
    "config": Check(
        GROUP,
        Text("Whether the station runs on the file as it is", "설정 파일대로 동작하는지"),
        {
            "ok": healthy("The station runs on its file.", "설정 파일대로 동작합니다."),
            "defaults": healthy(
                "There is no file: the defaults hold.", "설정 파일이 없어 기본값을 씁니다."
            ),
            "changed": warning(
                Text(
                    "The file was changed and has not been taken up yet.",
                    "바뀐 설정 파일이 아직 적용되지 않았습니다.",
                ),
                Text(
                    "Reload the station (systemctl reload gymstation); it takes the file up when "
                    "nobody trains.",
                    "스테이션을 다시 읽게 하세요 (systemctl reload gymstation). "
                    "운동하는 사람이 없을 때 적용됩니다.",
                ),
            ),
            "invalid": critical(
                Text("The configuration cannot be used.", "설정을 사용할 수 없습니다."), _CONFIG
            ),
            "reload_failed": warning(
                Text(
                    "The new configuration cannot be used; the old one goes on.",
                    "새 설정을 사용할 수 없어 이전 설정을 계속 씁니다.",
                ),
                _CONFIG,
                calls=True,
            ),
            "safe_mode": critical(
                Text(
                    "The station counts nothing because its configuration cannot be used.",
                    "설정을 사용할 수 없어 횟수를 세지 않습니다.",
                ),
                _CONFIG,
            ),
        },
    ),
    "metrics": Check(
        GROUP,
        Text("Whether the figures for Prometheus are served", "Prometheus 수치를 제공하는지"),
        {
            "ok": healthy("The figures are served.", "수치를 제공하고 있습니다."),
            "off": skipped("Metrics are off (metrics.port).", "수치 제공이 꺼져 있습니다."),
            "unserved": warning(
                Text("The figures cannot be served.", "수치를 제공할 수 없습니다."),
                Text(
                    "Choose another metrics.port, or install the extra: pip install "
                    "'gymstation[metrics]'.",
                    "metrics.port를 바꾸거나 pip install 'gymstation[metrics]'로 설치하세요.",
                ),
            ),
        },
    ),
}
