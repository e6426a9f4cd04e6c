"""Words of one session."""

from hub.dashboard.words.text import Text

TITLE = Text("Session", "운동 기록")
BACK = Text("All sessions", "전체 운동 기록")
OF = Text("Session of {moment}", "{moment} 운동 기록")
STATION = Text("Station", "스테이션")
MEMBER = Text("Member", "회원")
NOBODY = Text("Nobody known", "익명")
HIDDEN = Text("For staff only", "직원만 볼 수 있음")
UNKNOWN_MEMBER = Text("{id} (not enrolled at this hub)", "{id} (이 허브에 등록되지 않음)")
TIME = Text("Time", "시간")
LENGTH = Text("Length", "길이")
CLOCK = Text("Clock", "시계")
CLOCK_UNSURE = Text(
    "The station's clock was not set; the time may be put right later.",
    "스테이션 시계가 맞지 않았습니다. 나중에 바로잡힐 수 있습니다.",
)
ENDED = Text("Ended", "종료")
ENDS = {
    "left": Text("the athlete left", "자리를 떠남"),
    "handed_over": Text("somebody else came", "다른 사람으로 바뀜"),
    "signed_out": Text("signed out", "로그아웃"),
    "limit": Text("longest time reached", "최대 시간 도달"),
    "command": Text("ended by staff", "직원이 종료"),
    "shutdown": Text("the station was switched off", "스테이션이 꺼짐"),
    "interrupted": Text("the station lost its power", "스테이션 전원이 끊김"),
}
REPS = Text("{number} reps", "{number}회")
HELD = Text("{seconds} held", "{seconds} 유지")
SAID = Text("Station counted: {exercise}, {number}", "스테이션 기록: {exercise}, {number}회")
GOOD = Text("Good form", "좋은 자세")
GOOD_OF = Text("{good} of {judged} judged reps", "판정한 {judged}회 중 {good}회")
NO_JUDGEMENT = Text("not judged", "판정 안 됨")
TEMPO = Text("Tempo", "속도")
TEMPO_IS = Text(
    "{mean} a rep, fastest {fastest}, slowest {slowest}",
    "1회 {mean}, 가장 빠름 {fastest}, 가장 느림 {slowest}",
)
RANGE = Text("Range of motion", "가동 범위")
RANGE_IS = Text("{mean}, from {least} to {most}", "평균 {mean}, {least}~{most}")
PARTIAL = Text("Too small to count", "너무 작아 세지 않음")
CONDITIONS = Text("How well: {exercise}", "자세 판정: {exercise}")
CONDITION = Text("Condition", "항목")
OK = Text("Kept", "지킴")
FAULT = Text("Broken", "어김")
NOT_JUDGED = Text("Not judged", "판정 안 됨")
WHY_NOT = Text(
    "Not judged: the camera saw this side or limb too poorly, or from a view in which this "
    "condition cannot be told. It counts neither as good nor as bad.",
    "판정 안 됨: 카메라에서 해당 부위가 잘 보이지 않았거나, 그 방향에서는 판단할 수 없는 "
    "항목입니다. 좋음이나 나쁨 어느 쪽으로도 계산하지 않습니다.",
)
OTHERWISE = Text(
    "Staff named another exercise, so this judgement does not count in the figures.",
    "직원이 운동 이름을 바꾸었으므로 이 판정은 통계에 넣지 않습니다.",
)
EACH_REP = Text("Each repetition", "반복별 보기")
REP_NUMBER = Text("No.", "번호")
AT = Text("At", "시각")
TOOK = Text("Took", "걸린 시간")
VERDICT = Text("Form", "자세")
VERDICTS = {
    "ok": Text("good", "좋음"),
    "fault": Text("fault", "결함"),
    "not_judged": Text("not judged", "판정 안 됨"),
}
NO_SETS = Text("No set", "세트 없음")
NO_SETS_WHY = Text(
    "Somebody stood there, but no exercise was counted.",
    "사람은 있었지만 운동이 세어지지 않았습니다.",
)
HOLD_SECONDS = Text("in seconds of the hold", "유지 시간(초) 기준")

CORRECT = Text("Correct this set", "이 세트 수정")
CORRECT_ABOUT = Text(
    "What the station counted stays beside it.", "스테이션이 센 값은 그대로 함께 남습니다."
)
EXERCISE = Text("Exercise", "운동")
COUNT = Text("Repetitions", "횟수")
REASSIGN = Text("Give to a member", "회원에게 지정")
REASSIGN_ABOUT = Text(
    "The session then counts for this member. The change stays in the history below.",
    "이 기록이 해당 회원의 기록이 됩니다. 변경 내역은 아래에 남습니다.",
)
WHICH = Text("Member (write a part of the name, then choose)", "회원 (이름 일부를 쓰고 고르세요)")
ANONYMISE = Text("Make anonymous", "익명으로 바꾸기")
ANONYMISE_ABOUT = Text(
    "The session then belongs to nobody. Its sets stay in the gym's figures.",
    "이 기록은 누구의 것도 아니게 됩니다. 세트는 체육관 통계에 남습니다.",
)
CHOOSE = Text("Choose a member from the list.", "목록에서 회원을 고르세요.")
NOTHING = Text("Nothing was changed.", "바뀐 것이 없습니다.")
HISTORY = Text("What staff put right", "직원이 바로잡은 내역")
NO_HISTORY = Text(
    "Nothing: this is what the station said.", "없음. 스테이션이 기록한 그대로입니다."
)
WHEN = Text("When", "언제")
BY = Text("By", "누가")
WHAT = Text("What", "무엇을")
REASON = Text("Reason", "사유")
DONE = {
    "correct": Text("The set was corrected.", "세트를 수정했습니다."),
    "reassign": Text("The session was given to the member.", "회원에게 지정했습니다."),
    "anonymise": Text("The session is anonymous now.", "익명으로 바꾸었습니다."),
}
CHANGED_TO = Text("Set {number}: {what}", "{number}세트: {what}")
GIVEN_TO = Text("Given to {who}", "{who}에게 지정")
MADE_ANONYMOUS = Text("Made anonymous", "익명으로 바꿈")
SOMEBODY = Text("somebody who was erased", "삭제된 회원")
