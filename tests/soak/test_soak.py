"""Ten seconds of the soak; and that it would see a wrong answer."""

from datetime import date
from pathlib import Path
from random import Random
from xml.etree import ElementTree as ET

import pytest

from calendar_gen.edtf import day
from calendar_gen.rulebook import load
from calendar_gen.site import Order, build, remembered, usual_years
from tests.soak.history import History
from tests.soak.picture import MOST, picture, table
from tests.soak.reading import UnreadableError, data_fault, feed_fault, page_fault, read_feed
from tests.soak.running import Sample, Soak, soak
from tests.soak.versions import DAY, Filter, Version, broken, changed, events, first_version


def test_a_server_whose_rules_change_is_never_wrong(tmp_path: Path) -> None:
    seen = soak(tmp_path, 8, pace=60, first=20)
    assert seen.faults == ()
    assert seen.samples[-1].taken >= 1
    assert {200, 304, 400, 404} <= seen.statuses.keys()
    assert seen.compared > seen.answers / 2


@pytest.fixture(scope="module")
def versions() -> list[Version]:
    random = Random(7)
    found = [first_version(random)]
    for _ in range(30):
        found.append(changed(found[-1], random))
    return found


@pytest.fixture(scope="module")
def site(versions: list[Version], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the last version, built upon that of the first."""
    folder = tmp_path_factory.mktemp("soaked")
    for version in (versions[0], versions[-1]):
        (folder / "rules.yaml").write_text(version.text(), encoding="utf-8")
        book = load([str(folder / "rules.yaml")])
        assert not book.problems
        as_of = day(*DAY.timetuple()[:3])
        order = Order(book, as_of, usual_years(as_of), languages=("en",), domain="example.org")
        build(order, folder / "site", remembered(folder / "site", None))
    return folder / "site"


def test_what_a_site_says_is_of_its_version_and_of_no_other(
    site: Path, versions: list[Version]
) -> None:
    feed = read_feed((site / "feeds/all.ics").read_bytes())
    data = (site / "data/occurrences.json").read_bytes()
    page = (site / "digests/2027.html").read_bytes()
    assert feed_fault(feed, versions[-1], Filter()) is None
    assert data_fault(data, versions[-1]) is None
    assert page_fault(page, versions[-1], 2027, "en") is None
    for version in versions[:-1]:
        assert feed_fault(feed, version, Filter())
        assert data_fault(data, version)
        assert page_fault(page, version, 2027, "en")
    russian = read_feed((site / "feeds/ru.ics").read_bytes())
    assert feed_fault(russian, versions[-1], Filter(hosts=("RU",))) is None
    assert feed_fault(russian, versions[-1], Filter(hosts=("CN",)))


@pytest.mark.parametrize(
    "old, new",
    [
        ("SUMMARY:Version 30: 7th", "SUMMARY:Version 30: 8th"),
        ("SUMMARY:Version 30: 7th", "SUMMARY:Version 31: 7th"),
        ("DTSTART;VALUE=DATE:20270509", "DTSTART;VALUE=DATE:20270510"),
        ("UID:marker.2027@", "UID:marker.2028@"),
        ("UID:marker.2027@", "UID:other.2027@"),
        ("STATUS:CANCELLED", "STATUS:CONFIRMED"),
        ("SUMMARY:[Cancelled] ", "SUMMARY:"),
        ("END:VCALENDAR\r\n", ""),
    ],
)
def test_a_feed_that_is_wrong_in_one_place_is_seen(
    site: Path, versions: list[Version], old: str, new: str
) -> None:
    text = (site / "feeds/all.ics").read_bytes().decode()
    assert old in text
    assert is_wrong(text.replace(old, new, 1), versions[-1])
    assert not is_wrong(text, versions[-1])


def is_wrong(text: str, version: Version) -> bool:
    try:
        return feed_fault(read_feed(text.encode()), version, Filter()) is not None
    except (UnreadableError, KeyError):
        return True


def test_what_is_asked_for_by_filters_is_plain_arithmetic() -> None:
    version = first_version(Random(1))
    whole = events(version, Filter())
    assert len(whole) == 12 * len(version.rules)
    near = events(version, Filter(first=DAY, years=1))
    assert {event.day for event in near.values()} <= {
        date.fromordinal(n) for n in range(DAY.toordinal(), DAY.toordinal() + 365)
    }
    assert len(near) == len(version.rules)
    assert {event.number for event in events(version, Filter(marks=(80,))).values()} <= {80}


def test_an_answer_may_be_of_what_was_current_while_it_was_asked_for(
    versions: list[Version],
) -> None:
    history = History()
    for version in versions[:4]:
        history.written(version, 10.0 * version.number)
    history.settled(1, 15)
    history.settled(2, 25)

    def numbers(asked: float, answered: float) -> list[int]:
        return [version.number for version in history.current(asked, answered)]

    assert numbers(12, 14) == [1, 0]  # not seen to be taken up yet
    assert numbers(16, 19) == [1]
    assert numbers(16, 21) == [2, 1]
    assert numbers(26, 40) == [3, 2]


def test_a_broken_file_is_never_a_whole_one(tmp_path: Path, versions: list[Version]) -> None:
    random = Random(3)
    files = {broken(version.text(), random) for version in versions}
    for content in files:
        (tmp_path / "rules.yaml").write_bytes(content)
        assert any(p.severity == "error" for p in load([str(tmp_path / "rules.yaml")]).problems)


def soaked(count: int, faults: tuple[str, ...] = ()) -> Soak:
    samples = tuple(Sample(1.0 + n, 50 + n % 7, 0, 150 * n, n // 8, n // 60) for n in range(count))
    return Soak(samples, 300, 30, {"feed": 5}, {200: 4, 304: 1}, 7, 4, faults)


def test_the_graph_is_sound_small_and_the_same_each_time() -> None:
    seen = soaked(1800)
    text = picture(seen)
    assert text == picture(seen)
    assert len(text) < 60_000
    root = ET.fromstring(text)
    paths = [
        path.get("d", "") for path in root.findall(".//{*}path") if path.get("class") == "main"
    ]
    assert [path.count("L") for path in paths] == [MOST - 1, MOST - 2, MOST - 1]
    assert "prefers-color-scheme: dark" in text
    said = [element.text for element in root.findall(".//{*}text")]
    assert "30 minutes of calendar-gen serve while its rules change" in said
    assert "5 answers: none wrong, none 5xx" in said
    assert "30 min" in said


def test_faults_are_told_in_graph_and_table() -> None:
    seen = soaked(40, ("all wrong",))
    assert "5 answers: 1 faults" in picture(seen)
    assert "| faults | 1 |" in table(seen)
    assert "| memory | 50 MB at first, 56 MB at most |" in table(seen)
    assert seen.growth == pytest.approx(1, abs=0.05)
