"""Who a session belongs to."""

from edge.member.identity import Identity, Method
from edge.session.events import (
    Identified,
    IdentityWithdrawn,
)
from edge.session.summary import SessionEnd
from tests.fakes.session import Floor


def test_an_identity_may_come_late():
    floor = Floor().enter(1)
    floor.reps(2)
    floor.known("m1").known("m1")
    floor.end()
    (summary,) = floor.summaries
    assert (summary.member_id, summary.method) == ("m1", Method.FACE)
    assert len(floor.told(Identified)) == 1


def test_a_card_after_the_face_is_told_and_kept():
    floor = Floor().enter(1).known("m1")
    floor.reps(1)
    floor.known("m1", Method.CARD)
    floor.end()
    assert floor.summaries[0].method is Method.CARD


def test_an_identity_before_the_work_is_kept_and_leaves_with_the_athlete():
    floor = Floor().enter(1).known("m1")
    floor.reps(1)
    floor.enter(2)
    floor.reps(1)
    floor.end()
    assert [each.member_id for each in floor.summaries] == ["m1", None]


def test_nobody_known_and_nobody_there_change_nothing():
    floor = Floor()
    floor.known("m1")
    floor.enter(1)
    floor.events.extend(floor.machine.identify(Identity(None, None, 0.0, 0, 1.0)))
    assert floor.told(Identified) == []
    assert floor.machine.identity is None


def test_an_identity_that_comes_after_its_athlete_has_gone_is_nobodys():
    floor = Floor().enter(1).enter(2)
    late = Identity("m1", Method.FACE, 1.0, 3, floor.now_s)
    assert floor.machine.identify(late, athlete=1) == ()
    assert floor.machine.identify(late, athlete=2) == (Identified(floor.now_s, late),)


def test_not_me_makes_the_session_anonymous_from_its_beginning():
    floor = Floor().enter(1).known("m1")
    floor.reps(2)
    floor.not_me()
    floor.reps(1)
    floor.end()
    (summary,) = floor.summaries
    assert (summary.member_id, summary.method, summary.rep_count) == (None, None, 3)
    assert len(floor.told(IdentityWithdrawn)) == 1


def test_another_member_is_another_session():
    floor = Floor().enter(1).known("m1")
    floor.reps(2)
    floor.known("m2", Method.CARD)
    floor.reps(3)
    floor.end()
    assert [(s.member_id, s.rep_count, s.ended_by) for s in floor.summaries] == [
        ("m1", 2, SessionEnd.HANDED_OVER),
        ("m2", 3, SessionEnd.COMMAND),
    ]


def test_after_signing_out_the_next_session_is_anonymous():
    floor = Floor().enter(1).known("m1")
    floor.reps(2)
    floor.sign_out()
    floor.reps(1)
    floor.end(SessionEnd.SHUTDOWN)
    assert [(s.member_id, s.rep_count, s.ended_by) for s in floor.summaries] == [
        ("m1", 2, SessionEnd.SIGNED_OUT),
        (None, 1, SessionEnd.SHUTDOWN),
    ]
