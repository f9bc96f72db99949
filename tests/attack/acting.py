"""What a hostile rule file brings about: every output that is made of it, and whether any of these
has a part that the same rules in plain words have not.
"""

import csv
import io
import json
import re
import sys
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_string
from email.policy import default
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree

import tinyhtml5
from click.testing import CliRunner

from calendar_gen.cli import main

AS_OF = ("--as-of", "2026-05-01")
WHEN = (*AS_OF, "--from", "2020-01-01", "--to", "2027-12-31", "--keep-going", "--no-cache")
BUILD = ("--years", "2026", "--lang", "en,ru", "--keep-going", *AS_OF)

Outputs = dict[str, str]


def outputs(content: bytes, folder: Path) -> Outputs:
    """The files of a site and what the commands print, by name."""
    rules, site = folder / "rules" / "rules.yaml", folder / "site"
    rules.parent.mkdir(parents=True)
    rules.write_bytes(content)
    made = {"check.txt": ask("check", str(rules)).replace(str(folder), "")}
    made["build.txt"] = ask("build", str(rules), "-o", str(site), *BUILD).replace(str(folder), "")
    for path in sorted(site.rglob("*")):
        if path.is_file():
            made[path.relative_to(site).as_posix()] = path.read_bytes().decode()
    for shape, ending in (("table", "txt"), ("csv", "csv"), ("ics", "ics"), ("json", "json")):
        made[f"forecast.{ending}"] = ask("forecast", str(rules), "--format", shape, *WHEN)
    known = ("-r", str(rules), *AS_OF, "--keep-going")
    mail = message_from_string(ask("digest", "2026", "--format", "email", *known), policy=default)
    for part in mail.walk():
        if not part.is_multipart():
            ending = "html" if part.get_content_type() == "text/html" else "txt"
            made[f"email.{ending}"] = part.get_content()
    made["digest.txt"] = ask("digest", "2026", "--format", "text", *known)
    for name in ("founding.2026", "exchange.2020"):
        made[f"{name}.txt"] = ask("explain", name, *known)
    return made


def ask(*arguments: str) -> str:
    """What a command prints."""
    result = CliRunner().invoke(main, arguments, color=True)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.stdout_bytes.decode()


ERROR = re.compile(r"^[^ ]+:[0-9]+:[0-9]+: (?!warning: |note: )", re.MULTILINE)


OF_CATEGORY = re.compile(r"(?:ru/)?feeds/[a-z0-9]+(?:-[a-z0-9]+)*\.ics")
"""Feeds of a category bear its name, of which nothing but letters and digits is left."""

HARMLESS_NAME = "plain-words"


class Count(NamedTuple):
    """How often something is there, which is less where a rule is left out."""

    what: str
    times: int


class Parts:
    """The parts of outputs, of which hostile ones have no other than plain ones."""

    def __init__(self, plain: Outputs) -> None:
        self.plain = {name: set(_parts(name, text)) for name, text in plain.items()}
        self.kinds = _by_kind(self.plain)

    def added(self, made: Outputs) -> Iterator[str]:
        """What hostile outputs have beyond the plain ones, and what acts in them."""
        # What has an error is left out; a text that is none cannot make one.
        whole = not ERROR.search(made["check.txt"])
        if whole:
            gone = self.plain.keys() - made.keys()
            yield from (f"{name} is gone" for name in gone if HARMLESS_NAME not in name)
        for name, text in made.items():
            if name not in self.plain and not OF_CATEGORY.fullmatch(name):
                yield f"{name} is new"
                continue
            ending = name.rpartition(".")[2]
            try:
                new = set(_parts(name, text)) - self.kinds[ending]
                if not whole:
                    new = {part for part in new if not isinstance(part, Count)}
                new -= self._fewer(name, new)
            except (ElementTree.ParseError, ValueError, csv.Error) as error:
                yield f"{name} cannot be read: {error}"
                continue
            yield from (f"{name} has {part}" for part in sorted(map(repr, new)))
            yield from (f"{name}: {each}" for each in _acting(name, text))

    def _fewer(self, name: str, new: set[Any]) -> set[Any]:
        """Counts below a plain one: a feed that grows too large leaves years out, and says so."""
        counts = [part for part in self.plain.get(name, ()) if isinstance(part, Count)]
        most = {c.what: max(o.times for o in counts if o.what == c.what) for c in counts}
        fewer = (part for part in new if isinstance(part, Count))
        return {part for part in fewer if part.times <= most.get(part.what, 0)}


def _by_kind(parts: dict[str, set[Any]]) -> dict[str, set[Any]]:
    kinds: dict[str, set[Any]] = {}
    for name, those in parts.items():
        kinds.setdefault(name.rpartition(".")[2], set()).update(those)
    return kinds


def _parts(name: str, text: str) -> Iterator[Any]:
    """Elements with the names of their attributes, scripts, properties, columns or keys."""
    match name.rpartition(".")[2]:
        case "html":
            yield from _of_html(text)
        case "xml":
            for element in ElementTree.fromstring(text).iter():
                yield element.tag, *sorted(element.attrib)
        case "ics":
            yield from _of_ics(text)
        case "csv":
            rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
            yield " ".join(rows[0])
            yield from {f"{len(row)} cells" for row in rows}
            yield Count("rows", len(rows))
        case "json" if name in ("forecast.json", "data/occurrences.json"):
            yield from _of_json(json.loads(text))
        case "json":
            json.loads(text)


LEADING = frozenset({"href", "src", "action", "style", "srcset", "content", "http-equiv", "xmlns"})
"""Attributes that lead somewhere, or change what a page is."""


def _of_html(text: str) -> Iterator[Any]:
    for element in tinyhtml5.parse(text).iter():
        if not isinstance(element.tag, str):
            yield "a comment"
            continue
        tag = element.tag.rpartition("}")[2]
        yield (tag, *sorted(element.attrib))
        if tag in ("script", "style"):
            yield tag, "".join(element.itertext())
        for name, value in element.attrib.items():
            if name in LEADING:
                scheme = re.match(r"\s*[a-zA-Z][a-zA-Z0-9+.-]*:", value)
                yield f"{tag} {name}", scheme[0] if scheme else "", value.startswith(("//", "\\"))


def _of_ics(text: str) -> Iterator[Any]:
    counts: dict[str, int] = {}
    for line in re.sub("\r\n[ \t]", "", text).split("\r\n")[:-1]:
        found = re.match(r'([A-Z-]+)((?:;[A-Z-]+=(?:"[^"]*"|[^":;,]*))*):', line)
        assert found is not None, line
        yield found[1], *re.findall(r";([A-Z-]+)=", found[2])
        if found[1] in ("BEGIN", "END", "UID"):
            counts[line] = counts.get(line, 0) + 1
    yield from (Count(line, times) for line, times in counts.items())


def _of_json(value: Any, path: str = "") -> Iterator[Any]:
    yield Count(path, 1) if value is None else (path, type(value).__name__)
    if isinstance(value, dict):
        for key, each in value.items():
            yield from _of_json(each, f"{path}/{key}")
    elif isinstance(value, list):
        for each in value:
            yield from _of_json(each, f"{path}/-")


_TURNING = {*range(0x202A, 0x202F), *range(0x2066, 0x206A)}
_DATE = re.compile(r"-[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _acting(name: str, text: str) -> Iterator[str]:
    """Characters that act on a terminal or turn what is around them; cells that are formulas."""
    ours = text.replace("\x1b[1m", "").replace("\x1b[2m", "").replace("\x1b[0m", "")
    if not name.startswith("data/") and not name.endswith(".json"):
        odd = {each for each in ours if unicodedata.category(each) == "Cc"} - {*"\r\n\t"}
        odd |= {each for each in ours if ord(each) in _TURNING and not name.endswith(".html")}
        if odd:
            yield f"acting characters {sorted(odd)!r}"
    if name.endswith(".csv"):
        for row in csv.reader(io.StringIO(text, newline="")):
            for cell in row:
                if (
                    cell.lstrip(" ")[:1] in (*"=+-@\t\r＝＋－＠",)
                    and cell
                    and not _DATE.match(cell)
                ):
                    yield f"a formula: {cell[:40]!r}"


WRITTEN: list[str] = []
"""What was done while somebody watched."""

_WATCHING: list[Path] = []
_RUNS = ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.fork", "ctypes.dlopen")


def _hook(event: str, arguments: tuple[Any, ...]) -> None:
    if not _WATCHING:
        return
    if event in _RUNS or event.startswith(("socket.", "urllib.", "http.", "ftplib.", "smtplib.")):
        WRITTEN.append(f"{event} {arguments!r}")
    elif event == "open" and isinstance(arguments[0], str):
        path, mode = arguments[0], str(arguments[1] or "")
        outside = not path.startswith((str(_WATCHING[0]), "/dev/null"))
        if outside and (set(mode) & set("wax+") or "passwd" in path or "evil" in path):
            WRITTEN.append(f"open {path} {mode}")


@contextmanager
def watched(folder: Path) -> Iterator[list[str]]:
    """Notes whatever runs, connects, or writes outside of a folder."""
    if not _HOOKED:
        sys.addaudithook(_hook)
        _HOOKED.append(True)
    WRITTEN.clear()
    _WATCHING.append(folder)
    try:
        yield WRITTEN
    finally:
        _WATCHING.clear()


_HOOKED: list[bool] = []
