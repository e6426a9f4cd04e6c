"""Words of the administrators' pages."""

from hub.dashboard.words.text import Text

TITLE = Text("Administration", "관리")
SECTIONS = Text("Administration", "관리 메뉴")
ACCOUNTS = Text("Accounts", "계정")
TOKENS = Text("Tokens", "토큰")
QUARANTINE = Text("Unreadable messages", "읽지 못한 메시지")
AUDIT = Text("Log of changes", "변경 기록")
PAGES = Text("Pages", "페이지")
NEWEST = Text("To the newest", "최신으로")
OLDER = Text("Older", "이전")

NAME = Text("Name", "이름")
NAME_HINT = Text(
    "Small letters a to z, digits, and . _ @ - in between", "영문 소문자와 숫자, 그 사이의 . _ @ -"
)
ROLE = Text("Role", "권한")
ROLES_ABOUT = Text(
    "Viewers see stations and figures without members. Staff also see members, correct sessions "
    "and send commands. Administrators also see accounts, tokens, unreadable messages and the log.",
    "조회는 회원을 제외한 스테이션과 통계를 봅니다. 직원은 회원을 보고 기록을 수정하며 "
    "명령을 보냅니다. 관리자는 계정, 토큰, 메시지, 변경 기록도 관리합니다.",
)
LANGUAGE = Text("Language", "언어")
CREATED = Text("Since", "생성일")
ACTIONS = Text("Changes", "변경")
PASSWORD = Text("Password (at least {least} characters)", "비밀번호 ({least}자 이상)")
NEW_ACCOUNT = Text("New account", "계정 추가")
SET_ROLE = Text("Change the role", "권한 변경")
RESET = Text("Reset the password", "비밀번호 재설정")
RESET_ABOUT = Text(
    "Makes a link by which {name} sets a new password, once, within a day. The old password works "
    "until then.",
    "{name}이(가) 하루 안에 한 번 새 비밀번호를 정할 수 있는 링크를 만듭니다. "
    "그때까지 기존 비밀번호를 쓸 수 있습니다.",
)
RESET_LINK = Text(
    "Give this link to {name}. It is shown once.",
    "이 링크를 {name}에게 전하세요. 한 번만 표시됩니다.",
)
REMOVE = Text("Remove", "삭제")
REMOVE_ABOUT = Text(
    "{name} is signed out everywhere at once, and the account's tokens end.",
    "{name}이(가) 모든 곳에서 즉시 로그아웃되고 계정의 토큰도 끝납니다.",
)
YOU = Text("you", "나")

TOKENS_ABOUT = Text(
    "A program sends its token as `Authorization: Bearer TOKEN` and may do what the account may.",
    "프로그램은 토큰을 `Authorization: Bearer TOKEN`으로 보내며 계정과 같은 권한을 가집니다.",
)
NO_TOKENS = Text("No token yet", "아직 토큰이 없습니다")
NO_TOKENS_WHY = Text(
    "A token lets a program read from this hub: a scraper of metrics, or the gym's own system.",
    "토큰이 있으면 지표 수집기나 체육관 시스템 같은 프로그램이 이 허브를 읽을 수 있습니다.",
)
NEW_TOKEN = Text("New token", "토큰 발급")
LABEL = Text("What it is for", "용도")
ACCOUNT = Text("Account", "계정")
DAYS = Text("Days that it works; empty: until it is revoked", "유효 일수 (비우면 중지할 때까지)")
EXPIRES = Text("Ends", "만료")
NEVER = Text("never", "없음")
TOKEN_IS = Text("This is the token. It is shown once.", "발급된 토큰입니다. 한 번만 표시됩니다.")
REVOKE = Text("Revoke", "사용 중지")
REVOKE_ABOUT = Text(
    "Programs that use it are refused from now on.",
    "이 토큰을 쓰는 프로그램은 이제 거절됩니다.",
)

QUARANTINE_ABOUT = Text(
    "Messages that the hub could not read wait here with the reason. After an upgrade, read them "
    "again.",
    "허브가 읽지 못한 메시지와 그 이유입니다. 업그레이드 후 다시 읽어 보세요.",
)
NO_QUARANTINE = Text("Every message could be read", "모든 메시지를 읽었습니다")
NO_QUARANTINE_WHY = Text(
    "A message that cannot be read would wait here with the reason, until you read it again or "
    "throw it away.",
    "읽을 수 없는 메시지가 오면 이유와 함께 여기에 남습니다. 다시 읽거나 버릴 수 있습니다.",
)
LAST_CAME = Text("Last came", "마지막 수신")
TOPIC = Text("Topic", "토픽")
REASON = Text("Reason", "이유")
TIMES = Text("Times", "횟수")
SIZE = Text("Bytes", "바이트")
REPLAY_ALL = Text("Read all again", "모두 다시 읽기")
REPLAY_ALL_ABOUT = Text(
    "What can be read now is kept; the rest stays.", "읽을 수 있는 것은 저장되고 나머지는 남습니다."
)
REPLAY = Text("Read again", "다시 읽기")
DISCARD = Text("Throw away", "버리기")
DISCARD_ABOUT = Text("The message is gone then.", "메시지가 완전히 지워집니다.")
MESSAGE = Text("Unreadable message {number}", "읽지 못한 메시지 {number}")
ALL_MESSAGES = Text("All unreadable messages", "읽지 못한 메시지 전체")
CONTENT = Text("What came", "내용")
CUT = Text("Shown up to {most} characters.", "{most}자까지만 표시합니다.")
DOWNLOAD = Text("Download", "내려받기")

NO_AUDIT = Text("Nothing was changed yet", "아직 변경 기록이 없습니다")
NO_AUDIT_WHY = Text(
    "Whatever staff change is noted here, without names of members.",
    "직원이 바꾼 모든 것이 회원 이름 없이 여기에 기록됩니다.",
)
WHEN = Text("When", "언제")
BY = Text("By", "누가")
WHAT = Text("What", "무엇을")
SUBJECT = Text("Of what", "대상")
FROM = Text("From", "접속 주소")
DETAIL = Text("More", "자세히")
DONE = {
    "created": Text("The account is there.", "계정을 추가했습니다."),
    "role": Text("The role was changed.", "권한을 바꾸었습니다."),
    "removed": Text("The account is removed.", "계정을 삭제했습니다."),
    "revoked": Text("The token is revoked.", "토큰을 중지했습니다."),
    "replayed": Text("It could be read, and is kept.", "읽어서 저장했습니다."),
    "discarded": Text("The message is thrown away.", "메시지를 버렸습니다."),
}
REPLAYED = Text(
    "{kept} kept, {left} still unreadable.", "{kept}건 저장, {left}건은 여전히 읽을 수 없음."
)
WHATS = {
    "account.set_up": Text("made the first account", "첫 계정 생성"),
    "account.create": Text("made an account", "계정 생성"),
    "account.password": Text("set a password", "비밀번호 설정"),
    "account.role": Text("changed a role", "권한 변경"),
    "account.reset": Text("made a link for a new password", "비밀번호 재설정 링크 생성"),
    "account.remove": Text("removed an account", "계정 삭제"),
    "token.issue": Text("issued a token", "토큰 발급"),
    "token.revoke": Text("revoked a token", "토큰 중지"),
    "member.enrol": Text("enrolled a member", "회원 등록"),
    "member.rename": Text("renamed a member", "회원 이름 변경"),
    "member.consent": Text("wrote a consent down", "동의 기록"),
    "member.withdraw": Text("withdrew a consent", "동의 철회"),
    "member.erase": Text("erased a member", "회원 삭제"),
    "card.issue": Text("issued a card", "카드 발급"),
    "card.revoke": Text("revoked a card", "카드 중지"),
    "session.correct": Text("corrected a set", "세트 수정"),
    "session.reassign": Text("gave a session to a member", "기록을 회원에게 지정"),
    "session.anonymise": Text("made a session anonymous", "기록을 익명으로 변경"),
    "quarantine.replay": Text("read a message again", "메시지 다시 읽기"),
    "quarantine.discard": Text("threw a message away", "메시지 버림"),
}
