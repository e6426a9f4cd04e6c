"""`Looks`: colours and hair of the figure."""

from dataclasses import dataclass

from edge.mannequin.quadric import Colour


@dataclass(frozen=True, slots=True)
class Looks:
    """Colours are RGB 0..1.

    hair: short, long or bald. sleeves, trousers: share of the upper arm and of the leg that cloth
    covers, 0..1.
    """

    skin: Colour = (0.82, 0.62, 0.50)
    shirt: Colour = (0.20, 0.36, 0.62)
    shorts: Colour = (0.16, 0.16, 0.20)
    shoes: Colour = (0.88, 0.88, 0.90)
    hair_colour: Colour = (0.16, 0.11, 0.08)
    hair: str = "short"
    sleeves: float = 0.5
    trousers: float = 0.45


SKINS: tuple[Colour, ...] = (
    (0.90, 0.73, 0.62),
    (0.82, 0.62, 0.50),
    (0.72, 0.51, 0.38),
    (0.55, 0.37, 0.27),
    (0.36, 0.24, 0.18),
)
CLOTHES: tuple[Colour, ...] = (
    (0.20, 0.36, 0.62),
    (0.70, 0.16, 0.16),
    (0.15, 0.15, 0.18),
    (0.85, 0.85, 0.82),
    (0.22, 0.50, 0.32),
    (0.55, 0.30, 0.55),
    (0.90, 0.60, 0.15),
    (0.45, 0.48, 0.52),
)
HAIRS: tuple[str, ...] = ("short", "long", "bald")
HAIR_COLOURS: tuple[Colour, ...] = (
    (0.16, 0.11, 0.08),
    (0.05, 0.05, 0.06),
    (0.45, 0.30, 0.16),
    (0.70, 0.58, 0.36),
    (0.60, 0.60, 0.60),
)
