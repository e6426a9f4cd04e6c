"""Words of a member's page."""

from hub.dashboard.words.text import Text

TITLE = Text("Member", "회원")
BACK = Text("All members", "전체 회원")
NUMBER = Text("Number at the stations", "스테이션 번호")
ENROLLED = Text("Enrolled", "등록일")
CONSENT = Text("Consent", "동의")
AGREED_ON = Text("given {moment} (text {version})", "{moment} 동의 (문구 {version})")
NOT_AGREED = Text("not given, or withdrawn", "동의하지 않았거나 철회함")
CLOSED = Text("The training of this member is not shown", "이 회원의 운동은 표시하지 않습니다")
CLOSED_WHY = Text(
    "The member has not agreed to it. Once the consent is written down, this page shows how often "
    "and what the member trains, how good the form is, which faults recur, and personal bests.",
    "회원이 동의하지 않았습니다. 동의를 기록하면 얼마나 자주 무엇을 운동하는지, 자세는 어떤지, "
    "어떤 결함이 반복되는지, 개인 최고 기록은 무엇인지 보여 줍니다.",
)
EMPTY = Text("No training in these days", "이 기간에 운동 기록이 없습니다")
EMPTY_WHY = Text(
    "Choose a longer time, or come back when the member has trained before a station.",
    "더 긴 기간을 고르거나, 회원이 스테이션 앞에서 운동한 뒤 다시 보세요.",
)
SESSIONS_OF = Text("All sessions of this member", "이 회원의 전체 기록")
DAYS_TRAINED = Text("Days trained", "운동한 날")
SESSIONS = Text("Sessions", "운동 횟수")
SETS = Text("Sets", "세트")
REPS = Text("Repetitions", "반복")
TIME = Text("Time", "시간")

HOW_OFTEN = Text("How often?", "얼마나 자주?")
HOW_OFTEN_IS = Text(
    "Trained on {days} of {length} days, {change} than in the {length} days before.",
    "{length}일 중 {days}일 운동, 이전 {length}일보다 {change}.",
)
HOW_OFTEN_SAME = Text(
    "Trained on {days} of {length} days, as in the {length} days before.",
    "{length}일 중 {days}일 운동, 이전 {length}일과 같음.",
)
MORE_DAYS = Text("{number} more", "{number}일 많음")
FEWER_DAYS = Text("{number} fewer", "{number}일 적음")
DAY = Text("Day", "날짜")
WHAT = Text("What, and how much?", "무엇을 얼마나?")
WHAT_IS = Text(
    "Most of all {exercise}: {reps} in {sets} sets.",
    "가장 많이 한 운동은 {exercise}: {sets}세트 {reps}회.",
)
WHAT_HELD = Text(
    "Most of all {exercise}: held for {held} in {sets} sets.",
    "가장 많이 한 운동은 {exercise}: {sets}세트, {held} 유지.",
)
NOW = Text("These days", "이번 기간")
THEN = Text("Before", "이전 기간")
EXERCISE = Text("Exercise", "운동")
FORM = Text("Is the form getting better?", "자세가 좋아지고 있나?")
FORM_IS = Text(
    "{exercise}: {now} good, before {then}.", "{exercise}: 좋은 자세 {now}, 이전 {then}."
)
FORM_NEW = Text("{exercise}: {now} good.", "{exercise}: 좋은 자세 {now}.")
FORM_NONE = Text("Too few repetitions were judged to tell.", "판정된 반복이 적어 말할 수 없습니다.")
FROM = Text("From", "부터")
FAULTS = Text("Which faults recur?", "어떤 결함이 반복되나?")
FAULTS_IS = Text(
    "{exercise}, {condition}: in {sessions} of {judged} sessions, {share} of the repetitions.",
    "{exercise}, {condition}: {judged}번의 운동 중 {sessions}번, 반복의 {share}.",
)
FAULTS_NONE = Text("None failed in more than one session.", "두 번 이상 반복된 결함이 없습니다.")
CONDITION = Text("Condition", "항목")
FAULTY = Text("Broken", "어김")
IN_SESSIONS = Text("Sessions with it", "나타난 운동")
TREND = Text("First half → second half", "전반 → 후반")
TRENDS = {
    "better": Text("getting better", "나아짐"),
    "worse": Text("getting worse", "나빠짐"),
    "same": Text("no clear change", "뚜렷한 변화 없음"),
    "unknown": Text("too little to tell", "판단하기에 부족"),
}
BESTS = Text("Personal bests", "개인 최고 기록")
BESTS_IS = Text("{number} new in these days.", "이번 기간 신기록 {number}개.")
BESTS_OLD = Text("None of them is of these days.", "이번 기간의 신기록은 없습니다.")
BEST_KINDS = {
    "reps": Text("Most repetitions in a set", "한 세트 최다 반복"),
    "good_share": Text("Best form in a set", "한 세트 최고 자세"),
    "hold_s": Text("Longest hold", "최장 유지"),
}
NEW = Text("new", "신기록")
PACE = Text("Tempo and range: {exercise}", "속도와 가동 범위: {exercise}")
PACE_IS = Text(
    "A repetition takes {tempo} and goes {range}; before {tempo_before} and {range_before}.",
    "1회에 {tempo}, 범위 {range}. 이전에는 {tempo_before}, {range_before}.",
)
TEMPO = Text("Tempo", "속도")
RANGE = Text("Range of motion", "가동 범위")
CHOOSE_EXERCISE = Text("Exercise", "운동 선택")
HELD = Text("Held", "유지")
SETS_BEFORE = Text("Sets before", "이전 세트")
REPS_BEFORE = Text("Repetitions before", "이전 반복")
JUDGED = Text("Judged", "판정")
GOOD = Text("Good", "좋음")
MORE = Text("{number} more", "{number}개 더 보기")
