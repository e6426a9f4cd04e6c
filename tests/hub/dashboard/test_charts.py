"""What charts and tables are made of, before a browser draws them."""

from hub.dashboard import markup
from hub.dashboard.charts.options import Series, bars, lines, lying_bars
from hub.dashboard.markup import Line, faint, joined, link, tag
from hub.dashboard.words import amounts

BAD = "<img src=x onerror=alert(1)>"


def test_what_a_cell_says_is_text_unless_made_here() -> None:
    row = markup._row(Line([BAD, link(BAD, f'/x?"{BAD}'), tag(BAD), faint(BAD)], BAD), [""] * 4)
    assert "<img" not in row
    assert row.count("&lt;img") == 6
    assert (
        joined(tag("a"), BAD) == '<span class="tag">a</span>' + "&lt;img src=x onerror=alert(1)&gt;"
    )
    assert not isinstance(link("a", "/b") + BAD, markup.Html), "what is put together is escaped"


def test_colours_of_a_chart_are_names_of_the_style_sheet() -> None:
    series = [Series("a", [1, None]), Series("b", [2, 3])]
    for options in (bars(["x", "y"], series), lying_bars(["x"], series), lines(["x"], series)):
        for each in options["series"]:
            assert each["itemStyle"]["color"].startswith("var(--")


def test_curves_differ_by_more_than_colour() -> None:
    drawn = lines(["x"], [Series(str(n), [1.0]) for n in range(3)])["series"]
    assert len({(each["symbol"], each["lineStyle"]["type"]) for each in drawn}) == 3


def test_figures_are_said_in_both_languages() -> None:
    assert amounts.share(1, 3) == "33 %"
    assert amounts.share(0, 0) == amounts.NONE
    assert amounts.hours(5400, "en") == "1.5 h"
    assert amounts.hours(540_000, "ko") == "150시간"
    assert amounts.seconds(None, "ko") == amounts.NONE
    assert amounts.range_of_motion(91.4, "deg", "en") == "91°"
    assert amounts.range_of_motion(0.5, "torso", "ko") == "0.50 몸통 길이"
