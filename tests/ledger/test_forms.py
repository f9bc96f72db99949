"""The ledger of the first scenario and of a small record as JSON, CSV, and as a drawing."""

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from calendar_gen.cli import main
from calendar_gen.cli.ledger import FORMATS, SORTS
from calendar_gen.forecasting.pair_orders import ORDERS
from calendar_gen.rendering.ledgers import LEDGER_FORMATS
from calendar_gen.rendering.ledgers.schema import schema
from tests.scenario import RULES

CASES = Path(__file__).parent / "cases"
FIRST = str(RULES)
SVG = "{http://www.w3.org/2000/svg}"


def run(*arguments: str, rules: str = FIRST) -> str:
    result = CliRunner().invoke(main, ["ledger", *arguments, "-r", rules])
    assert result.exit_code == 0, result.output
    return result.stdout


def value(*arguments: str, rules: str = FIRST) -> Any:
    return json.loads(run(*arguments, "--format", "json", rules=rules))


def test_russia_and_china_on_the_eve_of_a_visit() -> None:
    (pair,) = value("RU", "CN", "--as-of", "2025-05-06")["pairs"]
    assert pair["parties"] == ["CN", "RU"]
    assert pair["counts"] == {"CN-RU": 3, "RU-CN": 4}
    assert pair["balance"] == -1
    assert pair["last"] == {"CN-RU": "xi-kazan-2024", "RU-CN": "putin-china-2024"}
    assert (pair["owes"], pair["owed_since"], pair["unanswered"]) == ("RU", "2024-10-24", 1)
    assert (pair["unknown"], pair["overdue"]) == (True, False)
    assert pair["next"] == ["victory-exchange.2025.cn-ru", "victory-exchange.2025.ru-cn"]
    assert [visit["id"] for visit in pair["meetings"]] == ["putin-xi-astana-2024"]
    kazan = next(visit for visit in pair["visits"] if visit["id"] == "xi-kazan-2024")
    assert (kazan["date"], kazan["kind"]) == ("2024-10-22/2024-10-24", "multilateral")


def test_the_order_of_parties_asked_for_does_not_matter() -> None:
    asked = ("--as-of", "2025-05-06", "--format")
    for form in ("json", "csv", "table", "svg"):
        assert run("RU", "CN", *asked, form) == run("CN", "RU", *asked, form)


@pytest.mark.parametrize("case", ["ireland", "towns"])
def test_what_is_written_has_the_shape_that_is_published(case: str) -> None:
    Draft202012Validator.check_schema(schema())
    written = value("--as-of", "2012-12-31", rules=str(CASES / f"{case}.yaml"))
    Draft202012Validator(schema()).validate(written)
    assert written["pairs"]
    named = schema()["properties"]["pairs"]["items"]["properties"]  # type: ignore[index]
    assert set(written["pairs"][0]) == set(named)


def test_the_schema_command_prints_it() -> None:
    result = CliRunner().invoke(main, ["schema", "ledger"])
    assert json.loads(result.stdout) == schema()


def test_what_can_be_asked_for_is_what_there_is() -> None:
    assert tuple(LEDGER_FORMATS) == FORMATS
    assert tuple(ORDERS) == SORTS


@pytest.mark.parametrize(
    "sort, first, last",
    [
        ("party", "ash-birch", "birch-cedar"),
        ("visits", "ash-fir", "ash-maple"),
        ("balance", "ash-birch", "ash-maple"),
        ("last", "ash-birch", "ash-maple"),
        ("owed", "ash-fir", "ash-maple"),
    ],
)
def test_pairs_can_be_sorted(sort: str, first: str, last: str) -> None:
    rules = str(CASES / "towns.yaml")
    asked = ("--as-of", "2012-12-31", "--sort", sort)
    pairs = ["-".join(pair["parties"]) for pair in value(*asked, rules=rules)["pairs"]]
    assert (pairs[0], [p for p in pairs if p != "lime-maple"][-1]) == (first, last)
    rows = run(*asked, "--format", "csv", rules=rules).splitlines()[1:]
    assert ["-".join(row.split(",")[:2]) for row in rows] == pairs


def drawn(*arguments: str, rules: str = FIRST) -> ElementTree.Element:
    return ElementTree.fromstring(run(*arguments, "--format", "svg", rules=rules))


def texts(root: ElementTree.Element, name: str) -> list[str]:
    return ["".join(e.itertext()) for e in root.iter(SVG + "text") if e.get("class") == name]


def test_the_drawing_has_a_title_and_says_in_words_what_it_shows() -> None:
    root = drawn("RU", "CN", "--as-of", "2025-05-06")
    title, description = root.find(SVG + "title"), root.find(SVG + "desc")
    assert title is not None
    assert description is not None
    assert title.text == "China and Russia: visits each way"
    assert root.get("role") == "img"
    assert (root.get("aria-labelledby") or "").split() == [title.get("id"), description.get("id")]
    said = description.text or ""
    assert "Russia owes China a visit since 24 October 2024" in said
    assert "China to Russia: 3 visits; 9 May 2015, Moscow; 20 to 22 March 2023" in said
    assert "expected 29 August to 4 September 2025" in said


def test_each_visit_is_a_mark_in_the_lane_of_its_direction() -> None:
    root = drawn("RU", "CN", "--as-of", "2025-05-06")
    lanes = [e for e in root.iter(SVG + "g") if e.get("class") == "lane"]
    marks = [
        [(m.get("class") or "").removeprefix("mark ") for m in lane.findall(SVG + "g")]
        for lane in lanes
    ]
    assert texts(root, "who") == ["China to Russia", "Russia to China", "Not counted"]
    assert marks == [
        ["made", "made", "made", "expected"],
        ["made", "made", "made", "made", "expected"],
        ["met"],
    ]
    assert [len(lane.findall(f"{SVG}line[@class='owed']")) for lane in lanes] == [0, 1, 0]
    assert texts(root, "disputed") == ["?"]


def test_the_drawing_needs_no_script_and_nothing_from_elsewhere() -> None:
    text = run("RU", "CN", "--as-of", "2025-05-06", "--format", "svg")
    root = ElementTree.fromstring(text)
    assert {e.tag.removeprefix(SVG) for e in root.iter()} <= {
        *("svg", "title", "desc", "style", "rect", "g", "line", "text", "tspan", "circle", "path")
    }
    assert not [a for e in root.iter() for a in e.attrib if a.startswith("on") or "href" in a]
    assert "prefers-color-scheme: dark" in text
    assert "@media print" in text
    assert "url(" not in text


def test_marks_stand_where_their_days_are() -> None:
    """A visit on 1 July of a drawing of 2023 and 2024: half a year after its first day."""
    root = drawn("ash", "elm", "--as-of", "2011-12-31", rules=str(CASES / "towns.yaml"))
    (circle,) = root.iter(SVG + "circle")
    # From 1 January 2010, two years of 365 days; the stay of 1 and 2 March is days 59 and 60.
    assert circle.get("cx") == f"{100 * 60 / 730:.2f}%"
    (owed,) = (e for e in root.iter(SVG + "line") if e.get("class") == "owed")
    assert (owed.get("x1"), owed.get("x2")) == (f"{100 * 61 / 730:.2f}%", "100.00%")


def test_a_vague_date_is_drawn_as_wide_as_it_is() -> None:
    root = drawn("ash", "cedar", "--as-of", "2009-12-31", rules=str(CASES / "towns.yaml"))
    year, month = (e for e in root.iter(SVG + "line") if e.get("class") == "bar")
    days = 365 * 7 + 2  # 2003 to 2009
    assert (year.get("x1"), year.get("x2")) == ("0.00%", f"{100 * 365 / days:.2f}%")
    assert float((month.get("x2") or "").rstrip("%")) - float(
        (month.get("x1") or "").rstrip("%")
    ) == pytest.approx(100 * 31 / days, abs=0.02)


HOSTILE = """\
calendar-gen: 1
sources: {s: {publisher: P, title: T, published: 2020-01-01}}
parties:
  - {id: aa-town, name: {en: "</title><script>alert(1)</script>"}}
  - {id: bb-town, name: {en: "B\\u202Eevil \\"&<b>"}}
visits:
  - id: v
    guest: aa-town
    host: bb-town
    kind: state
    claims: [{date: 2019-05-01, status: occurred, source: s, place: "]]><image href='http://x/'/>"}]
"""


def test_names_stay_text_whatever_they_hold(tmp_path: Path) -> None:
    rules = tmp_path / "rules.yaml"
    rules.write_text(HOSTILE, encoding="utf-8")
    asked = ("aa-town", "bb-town", "--as-of", "2020-06-01")
    text = run(*asked, "--format", "svg", rules=str(rules))
    root = ElementTree.fromstring(text)
    assert not [e for e in root.iter() if e.tag in (SVG + "script", SVG + "image", SVG + "b")]
    assert "<script>alert(1)</script> to Bevil" in texts(root, "who")[0]
    assert "\u202e" not in text
    digest = CliRunner().invoke(main, ["digest", "2020", "--as-of", "2020-06-01", "-r", str(rules)])
    assert digest.exit_code == 0
    assert "<script>alert" not in digest.stdout
    assert "<image" not in digest.stdout


def test_a_file_name_says_the_format(tmp_path: Path) -> None:
    asked = ("RU", "CN", "--as-of", "2025-05-06")
    for form in ("svg", "json", "csv"):
        out = tmp_path / f"ledger.{form}"
        assert run(*asked, "-o", str(out)) == ""
        assert out.read_text(encoding="utf-8").replace("\r\n", "\n") == run(
            *asked, "--format", form
        ).replace("\r\n", "\n")


@pytest.mark.parametrize(
    "arguments, said",
    [
        (("RU", "--format", "svg"), "a drawing is of one pair; name two parties"),
        (("RU", "CN", "--rank", "foreign ministr"), 'did you mean "foreign minister"?'),
        (("RU", "--sort", "size"), "'size' is not one of"),
    ],
)
def test_what_cannot_be_is_a_sentence(arguments: tuple[str, ...], said: str) -> None:
    result = CliRunner().invoke(main, ["ledger", *arguments, "-r", FIRST])
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in " ".join(result.stderr.split())


def test_the_digest_shows_the_same_drawing_with_its_table() -> None:
    page = CliRunner().invoke(main, ["digest", "2025", "--as-of", "2025-05-06", "-r", FIRST]).stdout
    start = page.index('<svg class="pair" id="pair:cn-ru:drawing"')
    inside = page[start : page.index("</svg>\n</div>", start) + len("</svg>")]
    shown = ElementTree.fromstring(inside)
    alone = drawn("RU", "CN", "--as-of", "2025-05-06")
    plain = [(e.get("cx"), e.get("cy")) for e in shown.iter("circle")]
    assert plain == [(e.get("cx"), e.get("cy")) for e in alone.iter(SVG + "circle")]
    description = shown.find("desc")
    assert description is not None
    assert description.text == alone.findtext(SVG + "desc")
    assert 'id="pair:cn-ru:drawing:title"' in inside
    assert page.index("<table", start) > start
