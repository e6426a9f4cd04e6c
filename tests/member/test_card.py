"""Cards: what is printed, and whether a camera can read it."""

import re
import stat
import struct
import time
import zlib
from collections.abc import Iterable
from pathlib import Path

import cv2
import numpy as np
import pytest

from edge.camera.frame import Frame, RecordedLandmarks, RgbImage, Yuv420Image
from edge.errors import CardError
from edge.member.card.card import CardReader
from edge.member.card.file import pdf, png, write_card
from edge.member.card.hangul import is_syllable, syllable
from edge.member.card.image import card_image
from edge.member.card.token import SIGN_OUT, fingerprint, is_token, new_token
from tests.fakes.cards import Hold, seen

TOKENS = ("GYM1ABCDEFGHIJKLMNOP", "GYM12345677234567ZYX")


def read(frame: Frame) -> str | None:
    """As the station does, which looks a few times in a second or two."""
    reader = CardReader()
    return next((token for _ in range(3) if (token := reader.read(frame))), None)


def share_read(holds: Iterable[Hold]) -> float:
    frames = [
        (token, seen(card_image(token, "7F3A91", "gym"), hold, seed))
        for seed, hold in enumerate(holds)
        for token in TOKENS
    ]
    return sum(read(frame) == token for token, frame in frames) / len(frames)


def test_tokens_are_random_and_fit_the_smallest_code():
    tokens = {new_token() for _ in range(200)}
    assert len(tokens) == 200
    assert all(is_token(token) and len(token) == 20 for token in tokens)
    assert len({fingerprint(token) for token in tokens}) == 200
    assert not any(token in fingerprint(token) for token in tokens)


@pytest.mark.parametrize(
    "text", ["", "GYM1", "GYM2ABCDEFGHIJKLMNOP", "GYM1abcdefghijklmnop", "x" * 20]
)
def test_other_texts_are_no_tokens(text: str):
    assert not is_token(text)


def test_a_card_at_rest_is_read_whichever_way_it_is_turned():
    rolls = (0, 45, 90, 135, 180, 250, 300, 350)
    assert share_read(Hold(roll_deg=roll, distance_m=0.25) for roll in rolls) >= 0.95


def test_a_card_is_read_over_the_distances_of_a_hand():
    assert share_read(Hold(distance_m=m, roll_deg=10) for m in (0.12, 0.2, 0.3, 0.36, 0.42)) >= 0.9


def test_a_tilted_card_is_read():
    holds = [Hold(0.22, 15, tilt, turn) for tilt in (-30, 0, 30) for turn in (-30, 0, 30)]
    assert share_read(holds) >= 0.9


def test_a_card_out_of_focus_or_moving_is_read():
    holds = [Hold(0.2, 5, blur_px=1.4), Hold(0.2, -8, smear_px=4), Hold(0.17, 20, blur_px=1.8)]
    assert share_read(holds) >= 0.85


def test_a_card_in_bad_light_is_read():
    holds = [Hold(0.22, 5, light=0.3, noise=5), Hold(0.22, 5, light=0.9, noise=14)]
    assert share_read(holds) >= 0.85


def test_the_card_that_signs_out_is_read():
    assert read(seen(card_image(SIGN_OUT, "", "gym"), Hold())) == SIGN_OUT


def test_another_code_beside_it_does_not_hide_a_card():
    poster = np.kron(
        np.pad(np.asarray(cv2.QRCodeEncoder.create().encode("https://example.org/offers")), 2,
               constant_values=255),
        np.ones((5, 5), np.uint8),
    ).astype(np.uint8)  # fmt: skip
    frame = seen(card_image(TOKENS[0], "", "gym"), Hold(0.25, at_px=(100, 60)))
    frame.content.rgb()[: poster.shape[0], : poster.shape[1]] = poster[:, :, None]
    assert read(frame) == TOKENS[0]


def test_pictures_without_a_card_give_none_and_take_no_time():
    rng = np.random.default_rng(0)
    noise = RgbImage(rng.integers(0, 256, (480, 640, 3), np.uint8))
    tiles = np.kron(np.indices((120, 160)).sum(0) % 2 * 255, np.ones((4, 4))).astype(np.uint8)
    floor = RgbImage(np.dstack([tiles] * 3))
    black = RgbImage(np.zeros((480, 640, 3), np.uint8))
    tiny = RgbImage(np.zeros((3, 4, 3), np.uint8))
    row = RecordedLandmarks(np.zeros((33, 4), np.float32), None, (640, 480))
    began_s = time.process_time()
    for content in (noise, floor, black, tiny, row):
        assert read(Frame(content, 0.0, 0)) is None
    assert time.process_time() - began_s < 5


def test_codes_of_others_give_none():
    for text in ("https://example.org", "GYM1SHORT", "\u00e9\u00ff binary"):
        code = np.pad(np.asarray(cv2.QRCodeEncoder.create().encode(text)), 4, constant_values=255)
        grey = np.kron(code, np.ones((8, 8), np.uint8)).astype(np.uint8)
        assert read(Frame(RgbImage(np.dstack([grey] * 3)), 0.0, 0)) is None


def test_a_pi_cameras_picture_is_read():
    rgb = seen(card_image(TOKENS[0], "", "gym"), Hold()).content.rgb()
    planes = np.asarray(cv2.cvtColor(rgb, cv2.COLOR_RGB2YUV_I420))
    assert read(Frame(Yuv420Image(planes, 640, 480), 0.0, 0)) == TOKENS[0]


def test_a_png_holds_the_card_in_the_size_of_a_bank_card():
    image = card_image(TOKENS[0], "7F3A91", "gym")
    content = png(image)
    decoded = cv2.imdecode(np.frombuffer(content, np.uint8), cv2.IMREAD_GRAYSCALE)
    np.testing.assert_array_equal(decoded, image)
    dots_per_metre = struct.unpack(">I", content[content.index(b"pHYs") + 4 :][:4])[0]
    height, width = image.shape
    assert width / dots_per_metre == pytest.approx(0.0856, abs=2e-4)
    assert height / dots_per_metre == pytest.approx(0.05398, abs=2e-4)


def test_a_pdf_holds_the_card_in_the_size_of_a_bank_card():
    image = card_image(TOKENS[0], "7F3A91", "gym")
    content = pdf(image)
    box = re.search(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", content)
    assert box
    assert [float(side) / 72 * 25.4 for side in box.groups()] == pytest.approx(
        [85.6, 53.98], abs=0.01
    )
    start = int(content.rsplit(b"startxref\n", 1)[1].split()[0])
    assert content[start:].startswith(b"xref\n0 6\n")
    for number, line in enumerate(content[start:].split(b"\n")[3:8], 1):
        assert content[int(line[:10]) :].startswith(b"%d 0 obj" % number)
    packed = re.search(rb"/FlateDecode /Length (\d+) >>\nstream\n", content)
    assert packed
    bits = zlib.decompress(content[packed.end() :][: int(packed[1])])
    rows = np.unpackbits(np.frombuffer(bits, np.uint8).reshape(image.shape[0], -1), axis=1)
    np.testing.assert_array_equal(rows[:, : image.shape[1]] * 255, image)


def test_a_card_file_belongs_to_its_owner_and_only_two_kinds_are_written(tmp_path: Path):
    image = card_image(TOKENS[0], "7F3A91", "gym")
    write_card(image, tmp_path / "card.PNG")
    assert stat.S_IMODE((tmp_path / "card.PNG").stat().st_mode) == 0o600
    with pytest.raises(CardError, match=r"\.png or \.pdf"):
        write_card(image, tmp_path / "card.jpg")
    with pytest.raises(CardError, match="cannot be written"):
        write_card(image, tmp_path / "nowhere" / "card.png")


def test_a_card_says_what_to_do_in_both_languages():
    member, sign_out = (card_image(token, "7F3A91", "gym") for token in (TOKENS[0], SIGN_OUT))
    assert member.shape == sign_out.shape == (1275, 2022)
    assert set(np.unique(member)) == {0, 255}
    words = slice(1300, 2000)
    assert (member[100:1200, words] == 0).mean() > 0.03
    assert (member[100:1200, words] != sign_out[100:1200, words]).mean() > 0.01


def test_every_syllable_of_the_cards_is_drawn_inside_its_box():
    for character in "회원카드이면을카메라에보여주세요본인아니":
        points = np.array([point for stroke in syllable(character) for point in stroke])
        assert len(points) > 3
        assert points.min() >= -0.01
        assert points.max() <= 1.01
    assert not is_syllable("A")
    with pytest.raises(ValueError, match="no Hangul"):
        syllable("A")
    with pytest.raises(ValueError, match="not drawn"):
        syllable("깎")
