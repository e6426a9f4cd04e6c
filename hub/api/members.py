"""Members; staff only."""

from fastapi import APIRouter, Response
from pydantic import BaseModel, Field

from edge.uplink.hub_lists import card_digest
from hub.actions.members import IssuedCard
from hub.actions.printing import Sheet, printed
from hub.api.who import Staff, TheServices
from hub.api.words import Body, Cursor, Digest, Id, Limit
from hub.queries.page import Page
from hub.queries.records import Member

router = APIRouter(prefix="/api/members", tags=["members"])


class Enrolment(Body):
    """id: what the stations know the member by already; left out, a new one is made."""

    name: str = Field(min_length=1, max_length=200)
    id: str | None = Field(default=None, pattern=r"^[A-Za-z0-9_-]{1,64}$")


class Naming(Body):
    """Another name."""

    name: str = Field(min_length=1, max_length=200)


class Consent(Body):
    """version: of the text that the member agreed to."""

    version: str = Field(min_length=1, max_length=40)


class NewCard(BaseModel):
    """token: what the card says, told this once. number: printed on it for people."""

    token: str
    digest: str
    number: str


class Print(Body):
    """token: of a card that was issued. title: printed on it, such as the gym's id."""

    token: str = Field(min_length=8, max_length=200)
    title: str = Field(default="", max_length=24, pattern=r"^[ -~]*$")
    sheet: Sheet = Sheet.PDF


class Card(Body):
    """token: what the card says; only its digest is kept."""

    token: str = Field(min_length=8, max_length=200)


@router.get("")
def members(_: Staff, hub: TheServices, cursor: Cursor = None, limit: Limit = 100) -> Page[Member]:
    """In the order of their enrolment."""
    return hub.records.members(cursor, limit)


@router.post("", status_code=201)
def enrol(body: Enrolment, who: Staff, hub: TheServices) -> Member:
    """A new member."""
    return hub.records.member(hub.members.enrol(who, body.name, body.id))


@router.get("/{member_id}")
def member(member_id: Id, _: Staff, hub: TheServices) -> Member:
    """One member, with the cards."""
    return hub.records.member(member_id)


@router.patch("/{member_id}", status_code=204)
def rename(member_id: Id, body: Naming, who: Staff, hub: TheServices) -> None:
    """Another name."""
    hub.members.rename(who, member_id, body.name)


@router.delete("/{member_id}")
def erase(member_id: Id, who: Staff, hub: TheServices) -> int:
    """Forget the member everywhere; how many sessions became nobody's."""
    return hub.members.erase(who, member_id)


@router.put("/{member_id}/consent", status_code=204)
def consent(member_id: Id, body: Consent, who: Staff, hub: TheServices) -> None:
    """The member has agreed."""
    hub.members.consent(who, member_id, body.version)


@router.delete("/{member_id}/consent", status_code=204)
def withdraw(member_id: Id, who: Staff, hub: TheServices) -> None:
    """The member agrees no longer."""
    hub.members.withdraw(who, member_id)


@router.post("/cards/print", response_class=Response)
def print_card(body: Print, _: Staff) -> Response:
    """The card of a token, of the size of a bank card; nothing of it is kept."""
    card = IssuedCard(body.token, card_digest(body.token))
    content = printed(card, body.title, body.sheet)
    media = "application/pdf" if body.sheet is Sheet.PDF else "image/png"
    name = f"card-{card.number}.{body.sheet}"
    return Response(
        content, media_type=media, headers={"Content-Disposition": f"attachment; filename={name}"}
    )


@router.post("/{member_id}/cards/new", status_code=201)
def issue_card(member_id: Id, who: Staff, hub: TheServices) -> NewCard:
    """Issue a card that the hub makes up; the member must have agreed."""
    card = hub.members.issue_card(who, member_id)
    return NewCard(token=card.token, digest=card.digest, number=card.number)


@router.post("/{member_id}/cards", status_code=201)
def add_card(member_id: Id, body: Card, who: Staff, hub: TheServices) -> str:
    """Issue a card that was made elsewhere; the digest that it is known by."""
    return hub.members.add_card(who, member_id, body.token)


@router.delete("/{member_id}/cards/{digest}", status_code=204)
def revoke_card(member_id: Id, digest: Digest, who: Staff, hub: TheServices) -> None:
    """The card says nothing any more."""
    hub.members.revoke_card(who, member_id, digest)
