"""Words of dialogs."""

from hub.dashboard.words.text import Text

NOT_ALLOWED = Text("Your account may not do this.", "이 계정으로는 할 수 없습니다.")
REASON = Text("Reason", "사유")
CLOSE = Text("Close", "닫기")
