"""Words of a station's page."""

from hub.dashboard.words.text import Text

TITLE = Text("Station", "스테이션")
BACK = Text("All stations", "모든 스테이션")

NOW = Text("Now", "현재")
WHAT_TO_DO = Text("What to do", "조치 방법")
FIRST_SEEN = Text("First heard", "처음 연결")
LAST_SEEN = Text("Last heard", "마지막 소식")
ONLINE_SINCE = Text("Online since", "온라인 시작")
WAITING = Text("Waiting to be sent", "전송 대기")
SETS_DONE = Text("Sets done", "마친 세트")

HEALTH = Text("Health over time", "상태 기록")
WELL_SINCE = Text("Well since {moment} ({length}).", "{moment}부터 정상입니다 ({length}).")
NOT_WELL_SINCE = Text(
    "Not well since {moment} ({length}): {why}",
    "{moment}부터 정상이 아닙니다 ({length}): {why}",
)
UNKNOWN_SINCE = Text("Not known since {moment}.", "{moment}부터 알 수 없습니다.")
NO_HEALTH = Text(
    "This station has not said yet how it is.", "이 스테이션은 아직 상태를 알리지 않았습니다."
)
NO_HEALTH_THEN = Text("Nothing is known of this time.", "이 기간의 기록이 없습니다.")
RANGE = Text("Time shown", "기간")
ONE_DAY = Text("24 hours", "24시간")
ONE_WEEK = Text("7 days", "7일")
ONE_MONTH = Text("30 days", "30일")
CHART = Text(
    "Chart: the station's health in the last {days} days; the table below says the same.",
    "차트: 최근 {days}일의 상태. 아래 표에 같은 내용이 있습니다.",
)
CHANGES = Text("Changes of health, the newest first", "상태 변화, 최근 순")
FROM = Text("From", "시작")
LASTED = Text("Lasted", "지속 시간")
STATUS = Text("Status", "상태")
WHY = Text("What was not well", "문제 내용")
STILL = Text("{length}, until now", "{length}, 현재까지")

ALERTS = Text("Alerts", "알림")
NO_ALERTS = Text("There were no alerts.", "알림이 없습니다.")
WHEN = Text("When", "시각")
WHAT = Text("What", "내용")
SEVERITIES = {"warning": Text("Warning", "주의"), "critical": Text("Critical", "심각")}

SESSIONS = Text("Last sessions", "최근 운동")
NO_SESSIONS = Text("Nobody has trained here yet.", "아직 운동 기록이 없습니다.")
ALL_SESSIONS = Text("All sessions of this station", "이 스테이션의 모든 기록")
LENGTH = Text("Length", "시간")
SETS = Text("Sets", "세트")
REPS = Text("Reps", "횟수")
GOOD = Text("Good form", "좋은 자세")
OPEN = Text("Session of {moment}", "{moment} 운동")

VERSIONS = Text("Versions", "버전")
SOFTWARE = Text("Program", "프로그램")
CONFIG = Text("Configuration", "설정")
MODEL = Text("Model {name}", "모델 {name}")
VERSIONS_OF = Text("As the last session told them.", "마지막 운동 기록 기준입니다.")
