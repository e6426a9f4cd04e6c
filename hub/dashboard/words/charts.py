"""Words of charts and of the time that they are of."""

from hub.dashboard.words.text import Text

AS_TABLE = Text("As a table", "표로 보기")
TIME = Text("Time", "기간")
LENGTHS = {
    7: Text("7 days", "7일"),
    30: Text("30 days", "30일"),
    90: Text("90 days", "90일"),
}
BEFORE = Text("{value} in the {days} days before", "이전 {days}일: {value}")
