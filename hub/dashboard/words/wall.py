"""Words of the wall of stations."""

from hub.dashboard.words.text import Text

TITLE = Text("Stations", "스테이션")
ALL_SITES = Text("All sites", "모든 지점")
SITE = Text("Site", "지점")
ONLY_TROUBLE = Text("Only trouble", "문제만 보기")
SUMMARY = Text("Summary", "요약")
STATIONS = Text("Stations", "스테이션 목록")
NONE_FOUND = Text("No station is like that now.", "조건에 맞는 스테이션이 없습니다.")

TRAINING = Text("Training", "운동 중")
RESTING = Text("Resting", "쉬는 중")
APPROACHING = Text("Somebody comes", "다가오는 중")
FREE = Text("Free", "비어 있음")
AWAY = Text("Away", "연결 끊김")
STOPPED = Text("Switched off", "꺼짐")
UNHEARD = Text("Not heard yet", "아직 소식 없음")
ONLINE = Text("Online", "온라인")
CHECK = Text("Check", "확인 필요")
TROUBLE = Text("Trouble", "문제")

COUNT_TRAINING = Text("in use", "사용 중")
COUNT_FREE = Text("free", "비어 있음")
COUNT_TROUBLE = Text("with trouble", "문제 있음")
COUNT_AWAY = Text("away", "연결 안 됨")

SET = Text("Set {number}", "{number}세트")
REPS = Text("reps", "회")
SECONDS = Text("s", "초")
WAITING = Text("{number} waiting to be sent", "전송 대기 {number}건")
SINCE = Text("since {moment}", "{moment}부터")
LAST_HEARD = Text("last heard {moment}", "마지막 소식 {moment}")
MORE = Text("and {number} more", "외 {number}건")

EMPTY = Text("No station has reported yet", "아직 연결된 스테이션이 없습니다")
EMPTY_WHY = Text(
    "A station appears here by itself as soon as it speaks to this hub's broker. "
    "On the station, put this into its configuration and start it again:",
    "스테이션이 이 허브의 브로커에 연결되면 저절로 여기에 나타납니다. "
    "스테이션의 설정 파일에 다음을 넣고 다시 시작하세요:",
)
EMPTY_HERE = Text(
    "{host} is this machine itself. A station elsewhere needs its address in the network.",
    "{host}은(는) 이 컴퓨터 자신입니다. 다른 기기의 스테이션에는 네트워크 주소를 적으세요.",
)
EMPTY_TRY = Text(
    "To see the wall without a station: gymhub fleet --stations 20",
    "스테이션 없이 화면을 보려면: gymhub fleet --stations 20",
)
BROKER_AWAY = Text(
    "The broker cannot be heard: what is shown may be old",
    "브로커에 연결할 수 없습니다. 화면의 내용이 오래된 것일 수 있습니다",
)
BROKER_AWAY_WHY = Text(
    "The stations keep their records until it is back. See that the broker runs: {where}",
    "복구될 때까지 스테이션이 기록을 보관합니다. 브로커가 실행 중인지 확인하세요: {where}",
)
