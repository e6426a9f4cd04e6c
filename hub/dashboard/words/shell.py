"""Words around every page, and of its states."""

from hub.dashboard.words.text import Text

PRODUCT = Text("Gym hub", "짐 허브")
SKIP = Text("Skip to the content", "본문으로 건너뛰기")
MAIN_NAVIGATION = Text("Main", "주 메뉴")
ACCOUNT = Text("Account and settings", "계정과 설정")
LANGUAGE = Text("Language", "언어")
THEME = Text("Appearance", "화면 모드")
LIGHT = Text("Light", "밝게")
DARK = Text("Dark", "어둡게")
AUTO = Text("As the device", "기기 설정")
SIGN_OUT = Text("Sign out", "로그아웃")
ROLE_VIEWER = Text("Viewer", "조회")
ROLE_STAFF = Text("Staff", "직원")
ROLE_ADMIN = Text("Administrator", "관리자")
VERSION = Text("Version {version}", "버전 {version}")
LOCAL_ONLY = Text("Data stays on this hub", "데이터는 이 허브에만 있습니다")

NOT_FOUND = Text("There is nothing here", "여기에는 아무것도 없습니다")
NOT_FOUND_WHY = Text(
    "The address is wrong, or what was here has been removed.",
    "주소가 잘못되었거나, 있던 내용이 삭제되었습니다.",
)
NOT_ALLOWED = Text("Your account may not open this", "이 계정으로는 열 수 없습니다")
NOT_ALLOWED_WHY = Text(
    "This page is for {role}. Ask an administrator if you need it.",
    "이 화면은 {role} 권한이 필요합니다. 필요하면 관리자에게 문의하세요.",
)
STORE_AWAY = Text("The database cannot be reached", "데이터베이스에 연결할 수 없습니다")
STORE_AWAY_WHY = Text(
    "Nothing is lost: the stations keep what they have until it is back.",
    "잃어버린 것은 없습니다. 복구될 때까지 스테이션이 기록을 보관합니다.",
)
FAILED = Text("This page could not be shown", "화면을 표시하지 못했습니다")
FAILED_WHY = Text(
    "The hub has noted what went wrong. Try again; if it stays so, tell an administrator.",
    "문제를 기록해 두었습니다. 다시 시도해 보고, 계속되면 관리자에게 알려 주세요.",
)
TOO_SLOW = Text("This takes too long", "시간이 너무 오래 걸립니다")
TOO_SLOW_WHY = Text(
    "The hub is busy. Try again in a moment.", "허브가 바쁩니다. 잠시 후 다시 시도하세요."
)
AGAIN = Text("Try again", "다시 시도")
TO_STATIONS = Text("To the stations", "스테이션 화면으로")
ENDED = Text("You were signed out. Sign in again.", "로그아웃되었습니다. 다시 로그인하세요.")
CANCEL = Text("Cancel", "취소")
