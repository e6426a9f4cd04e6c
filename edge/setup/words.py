"""What the set-up says to a technician, in English and Korean."""

from edge.health.words.entry import Text

LANGUAGE = Text("Language / 언어 (en, ko)", "Language / 언어 (en, ko)")
SITE = Text("Id of the gym, the same at all its stations", "헬스장 ID (모든 스테이션에 같게)")
STATION = Text("Id of this station, its own at each", "이 스테이션의 ID (스테이션마다 다르게)")
CAMERA = Text(
    "Camera: picamera2, usb, a /dev/video device or an rtsp:// address",
    "카메라: picamera2, usb, /dev/video 장치 또는 rtsp:// 주소",
)
EXERCISES = Text("Exercises, separated by commas", "운동 종목 (쉼표로 구분)")
LED = Text("Light: gpio, terminal or none", "조명: gpio, terminal 또는 none")
BUZZER = Text("Buzzer: gpio or none", "부저: gpio 또는 none")
VOICE = Text("Voice: espeak-ng or none", "음성: espeak-ng 또는 none")
SEEN = Text(
    "Three signals were played. Did you see or hear them?",
    "신호 세 개를 보냈습니다. 보거나 들으셨습니까?",
)
HOST = Text(
    "Broker of the hub: host name or address (empty: none)",
    "허브의 브로커: 호스트 이름 또는 주소 (없으면 비워 두기)",
)
TLS = Text("Is the connection encrypted (TLS)?", "연결을 암호화합니까 (TLS)?")
USERNAME = Text("User name at the broker (empty: none)", "브로커 사용자 이름 (없으면 비워 두기)")
PASSWORD = Text("Password (it is not shown)", "비밀번호 (표시되지 않음)")
REBOOT = Text(
    "Restart the board when the station keeps failing?",
    "스테이션이 계속 실패하면 보드를 다시 시작할까요?",
)
AGAIN = Text("That does not work", "사용할 수 없는 값입니다")
CHECKING = Text("Checking", "확인 중")
WRITTEN = Text("Written", "저장했습니다")
AS_IT_WAS = Text("as it was", "이전 파일")
STARTED = Text("The station runs", "스테이션이 실행 중입니다")
NOT_STARTED = Text(
    "The station does not start; `journalctl -u gymstation` tells why",
    "스테이션이 시작되지 않습니다. 이유는 `journalctl -u gymstation`에서 볼 수 있습니다",
)
CHECKS = {
    "camera": Text("camera", "카메라"),
    "feedback": Text("light and sound", "조명과 소리"),
    "broker": Text("broker", "브로커"),
}
RESULTS = {
    "ok": Text("ok", "정상"),
    "failed": Text("failed", "실패"),
    "skipped": Text("skipped", "건너뜀"),
}
