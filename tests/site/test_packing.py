"""Gzip and brotli copies: the same bytes of the same bytes, and nothing touched for nothing."""

import gzip
from pathlib import Path

import brotli  # type: ignore[import-untyped] # it has no types
import pytest
from click.testing import CliRunner

from calendar_gen.cli import main
from calendar_gen.site import Order
from tests.site.samples import AS_OF, RULES, built, identities, order, rulebook, tree


@pytest.fixture
def packed(tmp_path: Path) -> Order:
    return order(rulebook(tmp_path / "rules"))._replace(compress=("gzip", "br"))


def test_every_file_but_the_memory_has_copies_that_unpack_to_it(
    packed: Order, tmp_path: Path
) -> None:
    built(packed, tmp_path / "site")
    files = tree(tmp_path / "site")
    plain = {path for path in files if not path.endswith((".gz", ".br"))}
    assert {path for path in files if path.endswith(".gz")} == {
        f"{path}.gz" for path in plain - {"data/revisions.json"}
    }
    for path in plain - {"data/revisions.json"}:
        assert gzip.decompress(files[f"{path}.gz"]) == files[path]
        assert brotli.decompress(files[f"{path}.br"]) == files[path]
    assert len(files["feeds/all.ics.br"]) < len(files["feeds/all.ics.gz"])
    assert len(files["feeds/all.ics.gz"]) < len(files["feeds/all.ics"]) / 4


def test_another_machine_writes_the_same_bytes_at_another_time(
    packed: Order, tmp_path: Path
) -> None:
    built(packed, tmp_path / "site")
    built(packed, tmp_path / "other")
    assert tree(tmp_path / "site") == tree(tmp_path / "other")
    header = (tmp_path / "site" / "index.html.gz").read_bytes()[:10]
    assert header[3] == 0, "the header names no file"
    assert header[4:8] == bytes(4), "the header tells no time"


def test_copies_of_what_stays_are_not_packed_again(
    packed: Order, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = tmp_path / "site"
    built(packed, site)
    before = identities(site)
    monkeypatch.setattr("calendar_gen.site.packing.PACKERS", {})
    assert not built(packed, site).changes.any
    assert identities(site) == before


def test_a_change_packs_what_it_changes(packed: Order, tmp_path: Path) -> None:
    site = tmp_path / "site"
    built(packed, site)
    before = identities(site)
    text = RULES.replace("en: Surrender Day", "en: V-J Day")
    built(packed._replace(rulebook=rulebook(tmp_path / "rules", text)), site)
    after = identities(site)
    assert before["feeds/cn.ics.gz"] != after["feeds/cn.ics.gz"]
    assert before["feeds/parade.ics.br"] == after["feeds/parade.ics.br"]
    assert gzip.decompress((site / "feeds/cn.ics.gz").read_bytes()) == (
        (site / "feeds/cn.ics").read_bytes()
    )


def test_what_somebody_else_packed_is_not_taken_over(packed: Order, tmp_path: Path) -> None:
    site = tmp_path / "site"
    built(packed._replace(compress=()), site)
    (site / "index.html.gz").write_bytes(b"own")
    built(packed, site)
    assert gzip.decompress((site / "index.html.gz").read_bytes()) == (
        (site / "index.html").read_bytes()
    )


def test_copies_go_when_they_are_asked_for_no_more(packed: Order, tmp_path: Path) -> None:
    site = tmp_path / "site"
    built(packed, site)
    built(packed._replace(compress=("gzip",)), site)
    assert not list(site.rglob("*.br"))
    built(packed._replace(compress=()), site)
    assert not list(site.rglob("*.gz"))


def test_another_as_of_day_alone_is_no_change(packed: Order, tmp_path: Path) -> None:
    built(packed, tmp_path / "site")
    report = built(packed._replace(as_of=AS_OF + 1), tmp_path / "site", dry=True)
    assert not report.changes.any


def test_the_option(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rules = tmp_path / "rules.yaml"
    rules.write_text(RULES, encoding="utf-8")

    def build(compress: str) -> tuple[int, str]:
        done = CliRunner().invoke(
            main, ["build", str(rules), "-o", str(tmp_path / "site"), "--compress", compress]
        )
        return done.exit_code, " ".join(done.stderr.split())

    assert build("br, gzip")[0] == 0
    assert (tmp_path / "site" / "index.html.br").is_file()
    code, said = build("gzi")
    assert code == 2
    assert 'no packing "gzi"; write gzip, br or gzip,br; did you mean "gzip"?' in said
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    assert build("gzip")[0] == 0
    code, said = build("br")
    assert code == 2
    assert "pip install 'calendar-gen[brotli]'" in said
