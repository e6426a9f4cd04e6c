"""The words of consent, and how long a yes holds."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from edge.config.consent import load_consent_texts
from edge.errors import ConfigError
from edge.member.gallery.consent import ConsentKind, Language
from edge.member.gallery.consent_question import agreed_text, question

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize("kind", ConsentKind)
@pytest.mark.parametrize("language", ["en", "ko"])
def test_every_question_is_asked_in_both_languages_and_says_how_long(
    kind: ConsentKind, language: Language
):
    texts = load_consent_texts()
    asked = question(kind, texts, language, 180)
    assert "180" in asked.text
    assert "{" not in asked.text
    assert any("가" <= letter <= "힣" for letter in asked.text) == (language == "ko")
    consent = asked.agreed(TODAY)
    assert consent.text_version == texts.current.version
    assert agreed_text(consent, texts) == asked.text
    assert asked.text != question(kind, texts, language, 90).text
    assert consent.text_digest != question(kind, texts, language, 90).agreed(TODAY).text_digest


def test_a_consent_holds_until_it_expires_or_is_taken_back():
    consent = question(ConsentKind.FACE, load_consent_texts(), "en", 30).agreed(TODAY)
    assert consent.holds(TODAY)
    assert consent.holds(TODAY + timedelta(days=29))
    assert not consent.holds(TODAY + timedelta(days=30))


VERSION = """
  - version: "{name}"
    face: {{en: f, ko: 얼}}
    card: {{en: c, ko: 카}}
    history: {{en: h, ko: 기}}
"""


def texts_in(folder: Path, *names: str) -> Path:
    path = folder / "consent.yaml"
    path.write_text("versions:" + "".join(VERSION.format(name=name) for name in names))
    return path


def test_the_last_version_is_asked_and_older_ones_are_still_known(tmp_path: Path):
    old = load_consent_texts(texts_in(tmp_path, "1"))
    new = load_consent_texts(texts_in(tmp_path, "1", "2"))
    consent = question(ConsentKind.CARD, old, "en", 30).agreed(TODAY)
    assert question(ConsentKind.CARD, new, "en", 30).version == "2"
    assert agreed_text(consent, new) == "c"
    elsewhere = load_consent_texts(texts_in(tmp_path, "3"))
    assert agreed_text(consent, elsewhere) is None


def test_a_version_twice_is_refused(tmp_path: Path):
    with pytest.raises(ConfigError, match="1 is there twice"):
        load_consent_texts(texts_in(tmp_path, "1", "1"))
