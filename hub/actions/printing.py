"""A member's card, ready to print: drawn as the stations draw theirs."""

from enum import StrEnum

from edge.errors import RefusedError
from edge.member.card.token import is_token
from hub.actions.members import IssuedCard


class Sheet(StrEnum):
    """What a card is printed from."""

    PDF = "pdf"
    PNG = "png"


def printed(card: IssuedCard, title: str, sheet: Sheet = Sheet.PDF) -> bytes:
    """A card of the size of a bank card, black and white at 600 dots per inch.

    title: printed on it in Latin letters, such as the gym's id; may be empty. Raises RefusedError
    where the token is none of ours.
    """
    # Kept out of workers that print nothing: the picture library takes 40 MB.
    from edge.member.card.file import pdf, png  # noqa: PLC0415
    from edge.member.card.image import card_image  # noqa: PLC0415

    if not is_token(card.token):
        raise RefusedError("this is no card that the hub issued", remedy="issue one")
    image = card_image(card.token, card.number, title)
    return pdf(image) if sheet is Sheet.PDF else png(image)
