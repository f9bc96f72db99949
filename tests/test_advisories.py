"""No pinned package, and none that `pyproject.toml` lets in, has a known vulnerability.

`.ci/advisories.csv` holds what was found on 29 November 2026: in a copy of the Python Packaging
Advisory Database that ends in 2024, by the names of the packages that this program runs on, and of
later years what issues and pull requests of these and of other projects tell. "none" means that
nothing was found in these ways. There is no network in CI, so nothing newer is known there: whoever
raises a pin looks its package up again.
"""

import csv
import json
import re
from collections.abc import Iterator
from typing import NamedTuple

import pytest
from packaging.specifiers import SpecifierSet
from packaging.version import Version

from tests import sbom
from tests.committed import ROOT

RECORDED = ROOT / ".ci" / "advisories.csv"


class Advisory(NamedTuple):
    package: str
    name: str
    affected: str
    source: str

    def affects(self, version: str) -> bool:
        return Version(version) in SpecifierSet(self.affected, prereleases=True)


def advisories() -> list[Advisory]:
    with RECORDED.open(encoding="utf-8", newline="") as file:
        _, *rows = csv.reader(file)
    return [Advisory(*row) for row in rows]


ALL = advisories()
REAL = [each for each in ALL if each.name != "none"]


def lowest() -> Iterator[tuple[str, str]]:
    """The lowest version of each package that this program asks for, by `>=`."""
    for _, requirement in sbom.asked():
        for specifier in requirement.specifier:
            if specifier.operator == ">=":
                yield sbom.normal(requirement.name), specifier.version


@pytest.mark.parametrize("advisory", REAL, ids=lambda each: f"{each.package} {each.name}")
def test_neither_the_pin_nor_the_lowest_version_is_affected(advisory: Advisory) -> None:
    assert not advisory.affects(sbom.pins()[advisory.package])
    floors = [version for name, version in lowest() if name == advisory.package]
    assert [version for version in floors if advisory.affects(version)] == []


def test_every_package_that_runs_was_looked_up() -> None:
    for package in (each["name"] for each in json.loads(sbom.BILL.read_text())["components"]):
        named = [each.name for each in ALL if each.package == package]
        assert named, f"{package} stands nowhere in {RECORDED.name}"
        assert "none" not in named or named == ["none"]


def test_each_is_told_once_in_order_with_its_source() -> None:
    keys = [each[:2] for each in ALL]
    assert keys == sorted(set(keys))
    assert {each.package for each in ALL} <= set(sbom.pins())
    for each in REAL:
        assert re.fullmatch(r"https://[\w.-]+/\S+", each.source), each
        assert re.match(r"CVE-|GHSA-|PYSEC-|parser of ", each.name), each
        assert "<" in each.affected


def test_every_package_that_is_asked_for_has_a_lowest_version() -> None:
    found = {name for name, _ in lowest()}
    assert found == {sbom.normal(each.name) for _, each in sbom.asked()} - {sbom.OURS}


def test_an_affected_version_would_be_seen() -> None:
    (advisory,) = (each for each in REAL if each.name == "CVE-2026-25087")
    affected = [
        v for v in ("14.0.2", "15.0.0", "23.0.0", "23.0.1", "26.0.1") if advisory.affects(v)
    ]
    assert affected == ["15.0.0", "23.0.0"]
