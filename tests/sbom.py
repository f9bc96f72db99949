"""The bill of materials that travels in the wheel: what this program runs on, in CycloneDX 1.6.

`python -m tests.sbom` writes it anew; a test fails while that would change anything. Names and
ranges come from `pyproject.toml`, versions from the pins that the tests ran with, licences and the
packages behind these from the installed packages, all as a Linux with Python 3.11 takes them. The
same pins give the same bytes: nothing in it is of a day or a draw, and its serial number is made of
the rest. It holds no hashes, since the pins have none: a package has another wheel on each machine.
"""

import json
import re
import tomllib
import uuid
from collections.abc import Iterator, Mapping
from importlib.metadata import PackageNotFoundError, distribution
from typing import Any, NamedTuple

from packaging.requirements import Requirement

from calendar_gen import __version__
from tests.committed import ROOT

BILL = ROOT / ".ci" / "calendar-gen.cdx.json"
CONSTRAINTS = ROOT / ".ci" / "constraints.txt"
OURS = "calendar-gen"
MACHINE = {
    "implementation_name": "cpython",
    "os_name": "posix",
    "platform_machine": "x86_64",
    "platform_python_implementation": "CPython",
    "platform_system": "Linux",
    "python_full_version": "3.11.0",
    "python_version": "3.11",
    "sys_platform": "linux",
}
"""On which markers of requirements are decided, whatever machine asks."""

NOT_RUN = {"test"}
"""Extras that only develop this program."""

SPDX = {
    "Apache-2.0": "Apache-2.0",
    "BSD-2-Clause": "BSD-2-Clause",
    "BSD-3-Clause": "BSD-3-Clause",
    "GNU General Public License v2 or later (GPLv2+)": "GPL-2.0-or-later",
    "GNU Lesser General Public License v2 or later (LGPLv2+)": "LGPL-2.0-or-later",
    "MIT": "MIT",
    "MIT License": "MIT",
    "MPL-2.0": "MPL-2.0",
    "Mozilla Public License 1.1 (MPL 1.1)": "MPL-1.1",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}
"""What packages write of their licences, where it names one beyond doubt ("BSD" is three)."""


class NotInstalledError(Exception):
    """A package without which nothing can be said of what it needs."""


class Package(NamedTuple):
    """A package that is needed, and why: the extras, or "" where every installation has it."""

    name: str
    version: str
    needs: tuple[str, ...]
    extras: frozenset[str]


def normal(name: str) -> str:
    """A name of a package in the one spelling that all of its spellings share (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def pins() -> dict[str, str]:
    """The pinned version of each package."""
    lines = (line.split("==") for line in CONSTRAINTS.read_text().split())
    return {normal(name): version for name, version in lines}


def project() -> dict[str, Any]:
    """What `pyproject.toml` says of this project, which is what the wheel's metadata say."""
    found: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    return found


def asked() -> Iterator[tuple[str, Requirement]]:
    """Each requirement of this program itself, with its extra ("" for none)."""
    ours = project()
    for extra, wanted in {"": ours["dependencies"], **ours["optional-dependencies"]}.items():
        if extra not in NOT_RUN:
            for requirement in map(Requirement, wanted):
                if applies(requirement):
                    yield extra, requirement


def applies(requirement: Requirement, extra: str = "") -> bool:
    marker = requirement.marker
    return marker is None or marker.evaluate({**MACHINE, "extra": extra})


def needed() -> dict[str, Package]:
    """All packages by name, each with those that it needs itself. Raises NotInstalledError."""
    found: dict[str, Package] = {}
    versions = pins()

    def add(requirement: Requirement, extra: str) -> None:
        name = normal(requirement.name)
        before = found.get(name)
        wants = behind(name, requirement.extras)
        needs = {normal(each.name) for each in wants}
        found[name] = Package(
            name,
            versions[name],
            tuple(sorted(needs.union(before.needs if before else ()))),
            frozenset({extra}) | (before.extras if before else set()),
        )
        if found[name] != before:
            for each in wants:
                add(each, extra)

    for extra, requirement in asked():
        if normal(requirement.name) != OURS:
            add(requirement, extra)
    for extra, requirement in asked():  # an extra that is made of others
        if normal(requirement.name) == OURS:
            for name, package in found.items():
                if requirement.extras & package.extras:
                    found[name] = package._replace(extras=package.extras | {extra})
    return found


def behind(name: str, extras: set[str]) -> list[Requirement]:
    """What an installed package itself needs. Raises NotInstalledError."""
    try:
        wanted = distribution(name).requires or []
    except PackageNotFoundError:
        raise NotInstalledError(name) from None
    each = map(Requirement, wanted)
    return [one for one in each if applies(one) or any(applies(one, extra) for extra in extras)]


def licences(name: str) -> list[dict[str, Any]]:
    """What a package says of its licence: an SPDX expression, or each licence that it names."""
    metadata = distribution(name).metadata
    if "License-Expression" in metadata:
        return [{"expression": metadata["License-Expression"]}]
    classifiers = metadata.get_all("Classifier") or []
    named = [each.rpartition(" :: ")[2] for each in classifiers if each.startswith("License ::")]
    text = metadata["License"] or "" if "License" in metadata else ""
    if text in SPDX or not named:
        named = [text]
    return [
        {"license": {"id": SPDX[each]} if each in SPDX else {"name": each}}
        for each in sorted(filter(None, named))
    ]


def purl(name: str, version: str) -> str:
    return f"pkg:pypi/{name}@{version}"


def component(package: Package) -> dict[str, Any]:
    """A package as the bill names it."""
    extras = sorted(package.extras - {""})
    reference = purl(package.name, package.version)
    return {
        "type": "library",
        "bom-ref": reference,
        "name": package.name,
        "version": package.version,
        "scope": "required" if "" in package.extras else "optional",
        "licenses": licences(package.name),
        "purl": reference,
        **(
            {"properties": [{"name": f"{OURS}:extra", "value": extra} for extra in extras]}
            if extras
            else {}
        ),
    }


def bill() -> dict[str, Any]:
    """The whole bill. Raises NotInstalledError."""
    packages = needed()
    ours = purl(OURS, __version__)
    references = {name: purl(name, package.version) for name, package in packages.items()}
    own = sorted({normal(requirement.name) for _, requirement in asked()} - {OURS})
    needs: Mapping[str, Any] = {
        ours: own,
        **{references[name]: package.needs for name, package in sorted(packages.items())},
    }
    made = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "lifecycles": [{"phase": "build"}],
            "component": {
                "type": "application",
                "bom-ref": ours,
                "name": OURS,
                "version": __version__,
                "licenses": [{"expression": project()["license"]}],
                "purl": ours,
            },
        },
        "components": [component(packages[name]) for name in sorted(packages)],
        "dependencies": [
            {"ref": reference, "dependsOn": [references[name] for name in names]}
            for reference, names in needs.items()
        ],
    }
    number = uuid.uuid5(uuid.NAMESPACE_URL, ours + json.dumps(made, sort_keys=True))
    return {**made, "serialNumber": f"urn:uuid:{number}"}


def written(made: Mapping[str, Any]) -> str:
    return json.dumps(made, indent=2) + "\n"


if __name__ == "__main__":
    BILL.write_text(written(bill()), encoding="utf-8")
