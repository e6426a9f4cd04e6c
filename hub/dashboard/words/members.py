"""Words of the list of members, and of what staff do about one."""

from hub.dashboard.words.text import Text

TITLE = Text("Members", "회원")
SEARCH = Text("Part of the name", "이름 일부")
SHOW = Text("Search", "검색")
CLEAR = Text("Show all", "모두 보기")
NAME = Text("Name", "이름")
SINCE = Text("Enrolled", "등록일")
CONSENT = Text("Consent", "동의")
AGREED = Text("agreed", "동의함")
NOT_AGREED = Text("not agreed", "동의 안 함")
EMPTY = Text("No member yet", "아직 회원이 없습니다")
EMPTY_WHY = Text(
    "Enrol a member to see training by person. Names stay on this hub; the stations know a "
    "number only.",
    "회원을 등록하면 사람별 운동을 볼 수 있습니다. 이름은 이 허브에만 있고, "
    "스테이션은 번호만 압니다.",
)
NONE_FOUND = Text("Nobody is called that", "그런 이름의 회원이 없습니다")
NONE_FOUND_WHY = Text("Try a shorter part of the name.", "이름의 더 짧은 부분으로 찾아보세요.")
NEWER = Text("From the beginning", "처음부터")
MORE = Text("More", "더 보기")
PAGES = Text("Pages", "페이지")

ENROL = Text("Enrol a member", "회원 등록")
ENROL_ABOUT = Text(
    "Enrolment of a face happens at a station; here the member gets a name.",
    "얼굴 등록은 스테이션에서 합니다. 여기서는 회원의 이름을 등록합니다.",
)
KNOWN_AS = Text(
    "Number at the stations, if the member has one already",
    "스테이션에 이미 등록된 번호 (있을 때만)",
)
ASKED = Text("What the member is asked ({version})", "회원에게 묻는 내용 ({version})")
HAS_AGREED = Text(
    "The member has read this and agrees now.", "회원이 이 내용을 읽었고 지금 동의합니다."
)
RENAME = Text("Rename", "이름 변경")
GIVE_CONSENT = Text("Write the consent down", "동의 기록")
WITHDRAW = Text("Withdraw the consent", "동의 철회")
WITHDRAW_ABOUT = Text(
    "The pages about the member close at once. The sessions stay until they are erased or too old.",
    "이 회원에 관한 화면이 즉시 닫힙니다. 기록은 삭제하거나 보관 기간이 지날 때까지 남습니다.",
)
ISSUE = Text("Issue a card", "카드 발급")
ISSUE_ABOUT = Text(
    "The member holds the card to the camera to sign in. It can be printed once, now; "
    "the hub keeps no copy.",
    "회원이 카드를 카메라에 보여 주면 로그인됩니다. 지금 한 번만 인쇄할 수 있으며 "
    "허브에는 사본이 남지 않습니다.",
)
ISSUED = Text(
    "Card {number} is ready. Print it now: it is not shown again.",
    "카드 {number}을(를) 발급했습니다. 다시 표시되지 않으니 지금 인쇄하세요.",
)
CARD_PICTURE = Text("Card {number} with its code", "카드 {number}과 코드")
SAVE_PDF = Text("PDF to print", "인쇄용 PDF")
SAVE_PNG = Text("Picture (PNG)", "그림(PNG)")
REVOKE = Text("Revoke", "사용 중지")
REVOKE_ABOUT = Text(
    "The card says nothing to any station any more, once each has heard of it.",
    "모든 스테이션에 전달되면 이 카드는 더 이상 쓸 수 없습니다.",
)
CARDS = Text("Cards", "카드")
NO_CARDS = Text("No card was issued.", "발급한 카드가 없습니다.")
CARD = Text("Card", "카드")
ISSUED_ON = Text("Issued", "발급일")
STATE = Text("State", "상태")
VALID = Text("valid", "사용 중")
REVOKED = Text("revoked {moment}", "{moment} 중지됨")
ERASE = Text("Erase the member", "회원 삭제")
ERASE_ABOUT = Text(
    "Name, consent and cards go, and every session becomes nobody's, here and at all stations. "
    "This cannot be undone.",
    "이름, 동의, 카드가 지워지고 모든 기록이 익명이 됩니다. 허브와 모든 스테이션에 적용되며 "
    "되돌릴 수 없습니다.",
)
TYPE_NAME = Text(
    "Write the member's name to confirm: {name}", "확인을 위해 회원 이름을 쓰세요: {name}"
)
WRONG_NAME = Text("This is not the name.", "이름이 다릅니다.")
DONE = {
    "enrolled": Text("The member is enrolled.", "회원을 등록했습니다."),
    "renamed": Text("The name was changed.", "이름을 바꾸었습니다."),
    "agreed": Text("The consent is on record.", "동의를 기록했습니다."),
    "withdrawn": Text("The consent is withdrawn.", "동의를 철회했습니다."),
    "revoked": Text("The card is revoked.", "카드 사용을 중지했습니다."),
    "erased": Text("The member is erased.", "회원을 삭제했습니다."),
}
