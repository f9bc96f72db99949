"""Sixty builds of one site over more than a year, and subscribers whose calendars stay true."""

from pathlib import Path

from calendar_gen.edtf import iso
from calendar_gen.rulebook import load
from calendar_gen.site import Order, build, remembered
from tests.site.authors import START, Truth, World
from tests.site.links import dead
from tests.site.subscriber import Copy, Subscriber, events

BUILDS = 60
ADDRESS = "https://example.org/calendar"
FEEDS = {"feeds/all.ics": 0, "ru/feeds/all.ics": 1}
"""What is subscribed to, and which of the titles it shows."""


class Life:
    """The site and its subscribers, build after build."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.world = World()
        self.subscribers = {feed: Subscriber() for feed in FEEDS}

    def build(self) -> None:
        """Build by the rules as they are; every subscriber syncs."""
        rules, out = self.folder / "rules.yaml", self.folder / "site"
        rules.write_text(self.world.text(), encoding="utf-8")
        book = load([str(rules)])
        assert [str(each) for each in book.problems if each.severity == "error"] == []
        order = Order(
            book,
            self.world.as_of,
            self.world.years,
            languages=("en", "ru"),
            domain="example.org",
            base_url=ADDRESS,
            min_likelihood=0,
        )
        build(order, out, remembered(out, None))
        for feed, subscriber in self.subscribers.items():
            subscriber.sync((out / feed).read_bytes())

    def check_truth(self) -> None:
        """What each subscriber holds is what is true."""
        truth = self.world.truth()
        for feed, subscriber in self.subscribers.items():
            seen = {
                uid: _seen(copy, truth.get(uid), FEEDS[feed])
                for uid, copy in subscriber.kept.items()
            }
            assert seen == truth, (feed, iso(self.world.as_of))

    def check_feeds_agree(self) -> None:
        """Every smaller feed holds the very bytes of the one of everything."""
        for feed, subscriber in self.subscribers.items():
            for path in (self.folder / "site" / feed).parent.glob("*.ics"):
                found = events(path.read_bytes())
                if not any(uid.startswith("nothing-ahead") for uid in found):
                    assert found.items() <= subscriber.kept.items(), path

    def check_untouched(self) -> None:
        """Only what authors touched was taken anew, and only in the language that they touched."""
        for feed, subscriber in self.subscribers.items():
            rules = {uid.partition(".")[0] for uid in subscriber.taken}
            assert rules <= self.world.may_change(FEEDS[feed]), (feed, iso(self.world.as_of))


def _seen(copy: Copy, truth: Truth | None, language: int) -> Truth | None:
    """What a copy says, in the terms of the truth; its title as it is if it is another."""
    summary = copy.value("SUMMARY")
    if truth is None:
        return Truth((summary, summary), *copy.days)
    has_title = truth.titles[language] in summary
    cancelled = copy.value("STATUS") == "CANCELLED"
    assert cancelled == summary.startswith(("[Cancelled] ", "[Отменено] "))
    titles = truth.titles if has_title else (summary, summary)
    return Truth(titles, *copy.days, cancelled)


def test_a_year_in_the_life_of_a_feed(tmp_path: Path) -> None:
    life = Life(tmp_path)
    life.build()
    life.check_truth()
    cancelled = False
    for number in range(1, BUILDS):
        life.world.step(number)
        life.build()
        life.check_truth()
        life.check_untouched()
        if number % 10 == 0:
            life.check_feeds_agree()
            assert dead(tmp_path / "site", ADDRESS) == []
        cancelled = cancelled or any(truth.cancelled for truth in life.world.truth().values())
    assert life.world.as_of > START + 365
    assert cancelled
    highest = life.subscribers["feeds/all.ics"].highest
    assert max(highest.values()) > 3
    assert len(life.world.rules) > 5
