"""The bill of materials is valid, of the pinned packages, and complete."""

import json
import re
import sys
import tomllib
from typing import Any

import pytest
from cyclonedx.model.bom import Bom
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packageurl import PackageURL

from tests import sbom
from tests.committed import ROOT

WRITTEN = sbom.BILL.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def bom() -> Bom:
    """The bill as a library of CycloneDX's own reads it."""
    read: Any = Bom.from_json(json.loads(WRITTEN))  # type: ignore[attr-defined]
    assert isinstance(read, Bom)
    return read


def test_it_is_valid() -> None:
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(WRITTEN) is None


def test_it_is_what_the_pins_and_the_packages_say() -> None:
    try:
        made = sbom.bill()
    except sbom.NotInstalledError:  # this Python or system needs fewer packages than the bill's
        assert running() != sbom.MACHINE["python_version"]
    else:
        assert sbom.written(made) == WRITTEN, "run `python -m tests.sbom`"


def running() -> str:
    """The version of this Python, if it is on the system that the bill is of."""
    return f"{sys.version_info[0]}.{sys.version_info[1]}" if sys.platform == "linux" else ""


def test_every_package_is_pinned_and_has_a_licence(bom: Bom) -> None:
    pins = sbom.pins()
    for component in bom.components:
        assert component.purl == PackageURL("pypi", None, component.name, component.version)
        assert component.version == pins[component.name]
        assert component.licenses, component.name


def test_whatever_runs_this_program_is_named(bom: Bom) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    extras = {**project["optional-dependencies"], "": project["dependencies"]}
    found = {component.name: component for component in bom.components}
    for extra, wanted in extras.items():
        names = {sbom.normal(re.split(r"[\[<>=;, ]", each)[0]) for each in wanted}
        if extra == "test":
            assert "pytest" in names - found.keys()
            continue
        for name in names - {"calendar-gen"}:
            assert name in found, f"{name} of {extra or 'all'}"
            of = {each.value for each in found[name].properties}
            assert (extra in of) if extra else (found[name].scope == "required")


def test_each_package_is_led_to_by_what_needs_it(bom: Bom) -> None:
    needs = {
        str(each.ref): {str(one.ref) for one in each.dependencies} for each in bom.dependencies
    }
    assert bom.metadata.component is not None
    reached, ahead = set(), {str(bom.metadata.component.bom_ref)}
    while ahead:
        reached |= ahead
        ahead = set().union(*(needs[ref] for ref in ahead)) - reached
    assert reached == set(needs)
    assert len(reached) == len(bom.components) + 1
    assert "pkg:pypi/tinyhtml5" in " ".join(reached), "behind WeasyPrint"


def test_it_depends_on_no_host_and_no_day() -> None:
    assert re.findall(r"\w+://[^\"]+", WRITTEN) == [
        "http://cyclonedx.org/schema/bom-1.6.schema.json"
    ]
    assert "timestamp" not in WRITTEN


def test_an_extra_made_of_others_is_noted_at_their_packages(bom: Bom) -> None:
    (pyarrow,) = (each for each in bom.components if each.name == "pyarrow")
    assert {each.value for each in pyarrow.properties} == {"bulk", "cluster"}
