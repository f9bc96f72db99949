"""The digest as PDF: read back with Poppler's tools, and the same bytes every time."""

import hashlib
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from calendar_gen.rendering.digest.formats import pdf as room
from calendar_gen.rendering.digest.formats.pdf import pdf
from tests.digest.editions import HOSTILE, hostile, made
from tests.digest.samples import ALL, TO_MOSCOW
from tests.entries.samples import VICTORY

ROOT = Path(__file__).parents[2]


def tool(name: str, written: bytes, folder: Path, *options: str) -> str:
    place = folder / "digest.pdf"
    place.write_bytes(written)
    command = [name, *options[:-1], str(place), *options[-1:]]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def words(written: bytes, folder: Path) -> str:
    return tool("pdftotext", written, folder, "-layout", "-")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("pdf")


@pytest.fixture(scope="module")
def sample() -> bytes:
    crowded = [
        VICTORY._replace(
            id=f"day-{number}.2025",
            earliest=VICTORY.earliest + number * 5,
            latest=VICTORY.earliest + number * 5,
        )
        for number in range(22)
    ]
    return pdf(made(*ALL, *crowded, leads=(30, 1)))


def test_pages_have_numbers_and_running_heads(sample: bytes, folder: Path) -> None:
    pages = words(sample, folder).rstrip("\f").split("\f")
    assert len(pages) > 4
    for number, page in enumerate(pages, start=1):
        assert re.search(rf"\b{number} ?/ ?{len(pages)}\s*$", page)
        if number > 1:
            assert "Digest 2025" in page.split("\n", 1)[0]


@pytest.mark.parametrize(
    "language, title, part, turned",
    [("ar", "النشرة", "المصادر", True), ("en", "Digest", "Sources", False)],
)
def test_running_heads_begin_at_the_side_from_which_readers_start(
    language: str, title: str, part: str, turned: bool, folder: Path
) -> None:
    boxes = tool("pdftotext", pdf(made(language=language)), folder, "-bbox", "-")
    last = WORD.findall(boxes.split("<page ")[-1])
    edge = 18 / 25.4 * 72
    head = [word for word in last if float(word[3]) < edge]
    foot = [word for word in last if float(word[1]) > 841.9 - edge]
    first = {True: 595.3 - 15 / 25.4 * 72, False: 15 / 25.4 * 72}
    # The tool tells the letters of a word from left to right.
    named = {word[4][::-1] if turned else word[4]: word for word in head}
    outer = {True: 2, False: 0}
    assert abs(float(named[title][outer[turned]]) - first[turned]) < 3
    assert abs(float(named[part][outer[not turned]]) - first[not turned]) < 3
    numbers = [float(word[outer[not turned]]) for word in foot if word[4].isdigit()]
    assert abs((min if turned else max)(numbers) - first[not turned]) < 3


def test_no_month_that_fits_a_page_is_split(sample: bytes, folder: Path) -> None:
    pages = words(sample, folder).split("\f")
    begun = {
        month: number
        for number, page in enumerate(pages)
        for month in re.findall(r"^ *(May|June|July|August) 2025$", page, re.MULTILINE)
    }
    assert list(begun) == ["May", "June", "July", "August"]
    assert len(set(begun.values())) > 1
    for number, page in enumerate(pages):
        if number in begun.values():
            continue
        assert not re.search(r"^ *\d+ +Victory Day", page, re.MULTILINE), page


def test_it_is_tagged_and_named(sample: bytes, folder: Path) -> None:
    facts = tool("pdfinfo", sample, folder, "-isodates")
    assert re.search(r"^Tagged: +yes$", facts, re.MULTILINE)
    assert re.search(r"^Title: +Digest 2025$", facts, re.MULTILINE)
    assert re.search(r"^Page size: .*A4|^Page size: +595\.\d+ x 841\.\d+", facts, re.MULTILINE)
    assert "CreationDate" not in facts
    structure = tool("pdfinfo", sample, folder, "-struct")
    for tag in ("H1", "H2", "H3", "Table", "TH", "TD", "LI"):
        assert re.search(rf"^ *{tag}\b", structure, re.MULTILINE), tag


def test_headings_of_a_table_are_repeated(folder: Path) -> None:
    many = [
        VICTORY._replace(
            id=f"visit-{number}.2025", kind="visit", guest="CN", guests=("CN",), host="RU"
        )
        for number in range(60)
    ]
    pages = words(pdf(made(*many)), folder).split("\f")
    assert sum("Likelihood and basis" in page for page in pages) > 1


@pytest.mark.parametrize(
    "language,said",
    [
        ("zh", "中国人民抗日战争暨世界反法西斯战争胜利纪念日"),
        ("ru", "День Победы"),
        ("ar", "روسيا"),
    ],
)
def test_text_of_every_script_can_be_selected(language: str, said: str, folder: Path) -> None:
    found = words(pdf(made(language=language)), folder)
    assert said in re.sub("[\u202a-\u202e\u2066-\u2069]", "", found)
    if language == "zh":
        assert found.count("已举行") == 3, "a column of claims is a letter or two wide"


def test_the_drawings_words_run_and_join_from_right_to_left(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def boxes() -> str:
        return tool("pdftotext", pdf(made(language="ar")), folder, "-bbox", "-")

    # The tool tells the letters of a word from left to right, so in Arabic the last one first.
    found = boxes()
    assert ">الصين<" not in found
    assert found.count(">نيصلا<") > 5
    # The names of visits begin at the edge of the page from which readers start.
    rightmost = max(float(x) for x in re.findall(r'xMax="([\d.]+)" yMax="[\d.]+">نم<', found))
    assert abs(rightmost - (595.3 - 15 / 25.4 * 72)) < 2
    monkeypatch.setattr(room, "with_words_of_the_page", lambda page: page)
    assert ">الصين<" in boxes(), "the check sees nothing"


WORD = re.compile(
    r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>'
)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_columns_begin_at_the_side_from_which_readers_start(language: str, folder: Path) -> None:
    found = WORD.findall(tool("pdftotext", pdf(made(language=language)), folder, "-bbox", "-"))
    (cited,) = {each[1] for each in found if each[4].startswith("TASS")}
    columns = {
        "the year": [each for each in found if each[4] == "2025" and _height(each) > 40],
        "days": [each for each in found if each[4] in ("3", "9") and _height(each) > 14],
        "numbers of sources": [each for each in found if each[4] == "3" and each[1] == cited],
    }
    for name, words in columns.items():
        assert words, name
        for left, _, right, _, _ in words:
            if language == "ar":
                assert abs(float(right) - (595.3 - 15 / 25.4 * 72)) < 12, name
            else:
                assert abs(float(left) - 15 / 25.4 * 72) < 12, name


def _height(word: tuple[str, ...]) -> float:
    return float(word[3]) - float(word[1])


def test_addresses_on_paper_run_from_left_to_right(folder: Path) -> None:
    found = WORD.findall(tool("pdftotext", pdf(made(language="ar")), folder, "-bbox", "-"))
    addresses = [each for each in found if each[4].startswith("https:")]
    assert "https://example.org/ap-2025-05-06" in {each[4] for each in addresses}
    (cited,) = {each[1] for each in found if each[4].startswith("TASS")}
    (address,) = (each for each in addresses if "tass" in each[4])
    # On a line of its own, below the words that it stood among.
    assert float(address[1]) > float(cited) + 8


def test_nothing_is_cut_at_the_edges(sample: bytes, folder: Path) -> None:
    boxes = tool("pdftotext", sample, folder, "-bbox", "-")
    across = [float(x) for x in re.findall(r'x(?:Min|Max)="([-\d.]+)"', boxes)]
    assert min(across) >= 15 / 25.4 * 72 - 1
    assert max(across) <= 595.3 - 15 / 25.4 * 72 + 1


def test_a_drawing_of_many_visits_goes_on_from_page_to_page(folder: Path) -> None:
    many = [TO_MOSCOW._replace(id=f"visit-{number}.2025") for number in range(20)]
    boxes = tool("pdftotext", pdf(made(*many)), folder, "-bbox", "-")
    pages = [WORD.findall(page) for page in boxes.split("<page ")[1:]]
    # "China → Russia" of a drawing; no table has words at that place, only that of the pair.
    label = next(left for left, _, _, _, word in pages[1] if word == "Russia")
    drawn = 0
    foot = 841.9 - 18 / 25.4 * 72
    for page in pages:
        assert all(float(below) <= foot for _, top, _, below, _ in page if float(top) < foot)
        drawn += sum(word == "Russia" and left == label for left, _, _, _, word in page)
    assert drawn == 20 + 1


def test_a_number_stays_with_its_ending(folder: Path) -> None:
    title = {"en": "Diplomatic relations between China and the European Economic Community"}
    written = words(pdf(made(VICTORY._replace(titles=title, number=52))), folder)
    assert "52nd anniversary" in written
    assert not re.search(r"\b52\s*\n\s*nd anniversary", written)


def test_the_same_digest_is_the_same_pdf_in_another_run(sample: bytes, tmp_path: Path) -> None:
    del sample
    script = (
        "import hashlib; from calendar_gen.rendering.digest.formats.pdf import pdf; "
        "from tests.digest.editions import made; "
        "print(hashlib.sha256(pdf(made())).hexdigest())"
    )
    found = {hashlib.sha256(pdf(made())).hexdigest()}
    variables = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"}
    answer = subprocess.run(
        [sys.executable, "-c", script], env=variables, capture_output=True, text=True, check=True
    )
    assert found == {answer.stdout.strip()}


@pytest.mark.parametrize("enemy", HOSTILE[:3], ids=range(3))
def test_hostile_text_is_only_text(enemy: str, folder: Path) -> None:
    written = pdf(hostile(enemy))
    for active in (
        b"/JavaScript",
        b"/JS",
        b"/Launch",
        b"/EmbeddedFile",
        b"/OpenAction",
        b"javascript:",
    ):
        assert active not in written
    urls = tool("pdfinfo", written, folder, "-url")
    assert "evil.example" not in urls


def test_pages_are_told_as_they_are_laid_out() -> None:
    told: list[int] = []
    page = '<html lang="en"><title>Two</title><p>One<p style="break-before: page">Two'
    assert room.printed(page, told.append) == room.printed(page)
    assert told == [1, 2]
