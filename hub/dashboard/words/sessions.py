"""Words of the list of sessions."""

from hub.dashboard.words.text import Text

TITLE = Text("Sessions", "운동 기록")
FILTER = Text("Filter", "조건")
STATION = Text("Station", "스테이션")
STATION_HINT = Text("site/station", "지점/스테이션")
MEMBER = Text("Member", "회원")
MEMBER_HINT = Text("Write a part of the name", "이름 일부를 입력하세요")
EXERCISE = Text("Exercise", "운동")
ANY = Text("Any", "전체")
SINCE = Text("From", "시작일")
UNTIL = Text("To", "종료일")
WHO = Text("Who", "누구")
KNOWN = Text("Members", "회원")
ANONYMOUS = Text("Nobody known", "익명")
SHOW = Text("Show", "보기")
CLEAR = Text("Clear", "초기화")
EXPORT = Text("Export as CSV", "CSV로 내보내기")
START = Text("Start", "시작")
LENGTH = Text("Length", "길이")
SETS = Text("Sets", "세트")
REPS = Text("Reps", "횟수")
GOOD = Text("Good form", "좋은 자세")
AMENDED = Text("Corrected", "수정됨")
NEWEST = Text("To the newest", "최신으로")
OLDER = Text("Older", "이전 기록")
PAGES = Text("Pages", "페이지")
SHOWN = Text("{number} sessions, the newest first.", "최신순 {number}건")
UNSURE = Text("clock not set", "시계 미설정")
EMPTY = Text("No session yet", "아직 운동 기록이 없습니다")
EMPTY_WHY = Text(
    "A session appears here a moment after somebody has trained before a station and left it: "
    "when, where, what, how often and how well.",
    "누군가 스테이션 앞에서 운동하고 자리를 떠나면 잠시 후 여기에 나타납니다. "
    "언제, 어디서, 무엇을, 몇 번, 얼마나 잘했는지 보여 줍니다.",
)
NONE_FOUND = Text("No session fits", "조건에 맞는 기록이 없습니다")
NONE_FOUND_WHY = Text(
    "Take a condition away, or look at other days.", "조건을 줄이거나 다른 날짜를 선택해 보세요."
)
WRONG = Text("This filter cannot be read", "조건을 읽을 수 없습니다")
WRONG_WHY = Text(
    "Dates are written as 2026-11-20, and a member is chosen from the list.",
    "날짜는 2026-11-20처럼 쓰고, 회원은 목록에서 고르세요.",
)
