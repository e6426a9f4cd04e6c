"""Words of signing in and of the first account."""

from hub.access.passwords import SHORTEST
from hub.dashboard.words.text import Text

SIGN_IN = Text("Sign in", "로그인")
NAME = Text("Account name", "계정 이름")
PASSWORD = Text("Password", "비밀번호")
WRONG = Text("Name or password is wrong.", "계정 이름 또는 비밀번호가 맞지 않습니다.")
TOO_OFTEN = Text(
    "Too many attempts. Try again in {seconds} seconds.",
    "시도가 너무 많습니다. {seconds}초 후에 다시 시도하세요.",
)
STORE_AWAY = Text(
    "The database cannot be reached. Try again in a moment.",
    "데이터베이스에 연결할 수 없습니다. 잠시 후 다시 시도하세요.",
)
ELSEWHERE = Text(
    "This request came from another page. Sign in here.",
    "다른 화면에서 온 요청입니다. 여기에서 로그인하세요.",
)
FORGOTTEN = Text(
    "Forgotten your password? An administrator can set a new one.",
    "비밀번호를 잊으셨나요? 관리자가 새로 정할 수 있습니다.",
)

SET_UP = Text("Set up the hub", "허브 설정")
SET_UP_ABOUT = Text(
    "Make the first account. It may do everything, and make other accounts.",
    "첫 계정을 만드세요. 모든 권한이 있으며 다른 계정을 만들 수 있습니다.",
)
NEW_PASSWORD = Text(f"Password (at least {SHORTEST} characters)", f"비밀번호 ({SHORTEST}자 이상)")
MAKE = Text("Make the account", "계정 만들기")
MADE = Text(
    "The account is there. You can sign in now.", "계정을 만들었습니다. 이제 로그인할 수 있습니다."
)
REFUSED = Text(
    "This did not work: the link is used up or too old, or a value is not allowed.",
    "만들지 못했습니다. 링크가 이미 쓰였거나 오래되었거나, 허용되지 않는 값입니다.",
)

RESET = Text("Set a new password", "새 비밀번호 정하기")
RESET_ABOUT = Text(
    "The link that an administrator gave you works once, for a day.",
    "관리자가 준 링크는 하루 동안 한 번만 쓸 수 있습니다.",
)
SAVE = Text("Set the password", "비밀번호 정하기")
RESET_DONE = Text(
    "The password is set. You can sign in with it now.",
    "비밀번호를 정했습니다. 이제 로그인할 수 있습니다.",
)
RESET_REFUSED = Text(
    "This did not work: the link is used up or too old, or the password is too short.",
    "정하지 못했습니다. 링크가 이미 쓰였거나 오래되었거나, 비밀번호가 너무 짧습니다.",
)
CHANGE = Text("Change password", "비밀번호 변경")
CHANGE_ABOUT = Text(
    "You are signed out everywhere, and sign in again with the new one.",
    "모든 기기에서 로그아웃되며, 새 비밀번호로 다시 로그인합니다.",
)
CURRENT = Text("Present password", "현재 비밀번호")
CHANGE_REFUSED = Text(
    "The present password is wrong, or the new one is too short.",
    "현재 비밀번호가 맞지 않거나 새 비밀번호가 너무 짧습니다.",
)
