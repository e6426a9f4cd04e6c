"""Words of the gym's page."""

from hub.dashboard.words.text import Text

TITLE = Text("Gym", "체육관")
ALL_SITES = Text("All sites", "모든 지점")
SITE = Text("Site", "지점")
SHOW = Text("Show", "보기")
EMPTY = Text("Nobody has trained in these days", "이 기간에 운동 기록이 없습니다")
EMPTY_WHY = Text(
    "Here will stand when the gym is used and how much, which stations, what people train, and "
    "which faults are most frequent. Choose a longer time, or wait for the first session.",
    "언제 얼마나 쓰이는지, 어느 스테이션이 바쁜지, 무엇을 많이 운동하는지, 어떤 결함이 잦은지 "
    "보여 줍니다. 더 긴 기간을 고르거나 첫 운동을 기다리세요.",
)
SESSIONS = Text("Sessions", "운동 횟수")
REPS = Text("Repetitions", "반복")
BUSY = Text("Time in use", "사용 시간")
KNOWN_SHARE = Text("Nobody known", "익명 비율")
STATIONS_USED = Text("Stations used", "사용된 스테이션")

EACH_DAY = Text("Is the gym used more?", "이용이 늘고 있나?")
EACH_DAY_IS = Text(
    "{each} sessions a day; {change} against the {days} days before.",
    "하루 평균 {each}회, 이전 {days}일 대비 {change}.",
)
EACH_DAY_NEW = Text("{each} sessions a day.", "하루 평균 {each}회.")
DAY = Text("Day", "날짜")
MEMBERS = Text("Members", "회원")
ANONYMOUS = Text("Nobody known", "익명")
WHEN = Text("When is it busy?", "언제 붐비나?")
WHEN_IS = Text(
    "Most of all on {weekday} from {hour}:00 to {next}:00: {busy} stations in use in the mean.",
    "{weekday}요일 {hour}시~{next}시가 가장 붐빔. 평균 {busy}대 사용.",
)
WHEN_IS_SMALL = Text(
    "Most of all on {weekday} from {hour}:00 to {next}:00: {minutes} minutes of use in the mean.",
    "{weekday}요일 {hour}시~{next}시가 가장 붐빔. 평균 {minutes}분 사용.",
)
HEAT_SMALL = Text(
    "Minutes of use in the hour, all stations together, in the mean",
    "한 시간 중 사용 시간(분), 모든 스테이션 합계 평균",
)
HEAT = Text("Stations in use at once, in the mean", "동시에 사용 중인 스테이션 수 (평균)")
HOUR = Text("Hour", "시")
STATIONS = Text("Which stations are used?", "어느 스테이션을 많이 쓰나?")
STATIONS_IS = Text(
    "{most} most: {hours}. {least} least: {hours_least}.",
    "가장 많이: {most} ({hours}). 가장 적게: {least} ({hours_least}).",
)
STATIONS_ONE = Text("{most}: {hours} in use.", "{most}: {hours} 사용.")
STATION = Text("Station", "스테이션")
HOURS = Text("Hours", "시간")
EXERCISES = Text("What do people train?", "무엇을 많이 운동하나?")
EXERCISES_IS = Text(
    "{exercise} most: {share} of all sets.", "{exercise}이(가) 가장 많음: 전체 세트의 {share}."
)
EXERCISE = Text("Exercise", "운동")
SETS = Text("Sets", "세트")
GOOD = Text("Good form", "좋은 자세")
FAULTS = Text("Which faults are most frequent?", "어떤 결함이 가장 잦나?")
FAULTS_IS = Text(
    "{exercise}, {condition}: broken in {share} of the judged repetitions.",
    "{exercise}, {condition}: 판정한 반복의 {share}.",
)
FAULTS_NONE = Text("No condition was broken.", "어긴 항목이 없습니다.")
CONDITION = Text("Condition", "항목")
FAULTY = Text("Broken", "어김")
JUDGED = Text("Judged", "판정")
NOT_JUDGED = Text("Not judged", "판정 안 됨")
SHARE = Text("Share", "비율")
PERCENT_BROKEN = Text("Broken, in per cent of judged", "판정 중 어김 비율(%)")
FIRST = Text("The first {number} of {all}.", "전체 {all}개 중 {number}개.")
