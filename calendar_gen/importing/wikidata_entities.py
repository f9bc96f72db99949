"""Entities of Wikidata (Wikibase JSON): what their labels and dated statements say."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from calendar_gen.importing import phrases, wikidata_times
from calendar_gen.importing.days import NoDay
from calendar_gen.importing.draft import Day, Draft, Findings, Settings, Source, shown
from calendar_gen.importing.json_places import Member
from calendar_gen.importing.phrases import Happening
from calendar_gen.importing.tables import LONGEST_TITLE
from calendar_gen.importing.yaml_text import tidy
from calendar_gen.problems import Place

PROPERTIES: Mapping[str, Happening | None] = {
    "P569": "birth",
    "P570": "death",
    "P571": "founding",
    "P576": "end-of-being",
    "P580": "beginning",
    "P582": "end",
    "P585": None,
}
"""Properties whose time is worth remembering, and what happened then; P585 is the point in time of
the event itself."""

_CIRCUMSTANCES, _CIRCA = "P1480", "Q5727902"
_DAY_IN_YEAR = "P837"


def of_entity(entity: Member, at: Place, settings: Settings, findings: Findings) -> Iterator[Draft]:
    """A draft for each of the best statements of each property that is known."""
    value = entity.value
    id = str(value.get("id", entity.key))
    if not re.fullmatch(r"Q[1-9][0-9]{0,14}", id):
        findings.entry(at, f'"{shown(id)}" is no item')
        return
    labels = _texts(value.get("labels"), settings)
    if not labels:
        findings.entry(at, f"{id} has no label in {', '.join(_languages(settings.language))}")
        return
    claims = value.get("claims")
    claims = claims if isinstance(claims, dict) else {}
    _tell_unknown(claims, id, at, findings)
    described = _texts(value.get("descriptions"), settings)
    for property, happening in PROPERTIES.items():
        for statement in _best(claims.get(property), f"{id} {property}", at, findings):
            try:
                day = _day(statement, f"{id} {property}", at, findings)
            except NoDay as no_day:
                told = f"{property} of {id} ({shown(_first(labels))}): {no_day.message}"
                findings.entry(at, told, no_day.hint)
                continue
            yield Draft(
                at,
                titled(labels, happening),
                day,
                known_as=f"wikidata {id}",
                happening=happening,
                note={tag: text for tag, text in described.items() if tag in labels},
                page=page(id, _first(labels)),
            )


def page(id: str, label: str) -> Source:
    """The page of an item."""
    return Source(None, "Wikidata", label, url=f"https://www.wikidata.org/wiki/{id}")


def titled(labels: Mapping[str, str], happening: Happening | None) -> dict[str, str]:
    """Titles by language, in those that there is a phrase in, or English as a last resort."""
    if happening is None:
        return dict(labels)
    phrased = [(tag, phrases.title(happening, tag, label)) for tag, label in labels.items()]
    known = {tag: title for tag, (spoken, title) in phrased if spoken == tag}
    return known or dict([phrases.title(happening, "en", _first(labels))])


def _first(labels: Mapping[str, str]) -> str:
    return next(iter(labels.values()))


@cache
def _languages(language: str) -> Mapping[str, tuple[str, ...]]:
    """The language asked for, then those that titles are usually given in, with their codes."""
    return {
        tag: (tag.lower(), *(("zh-hans", "zh-cn") if tag == "zh" else ()))
        for tag in (language, *phrases.LANGUAGES)
    }


def _texts(given: Any, settings: Settings) -> dict[str, str]:
    """Labels or descriptions in the languages wanted; "mul" stands in for all names alike."""
    if not isinstance(given, dict):
        return {}
    found: dict[str, str] = {}
    for tag, codes in _languages(settings.language).items():
        for code in codes:
            if code in given and tag not in found and (text := _text(given[code])):
                found[tag] = text
    if not found and (text := _text(given.get("mul"))):
        found[settings.language] = text
    return found


def _text(one: Any) -> str | None:
    text = one.get("value") if isinstance(one, dict) else None
    return tidy(text) if isinstance(text, str) and len(text) <= LONGEST_TITLE else None


def _tell_unknown(claims: Mapping[str, Any], id: str, at: Place, findings: Findings) -> None:
    """Names the properties with times that are not taken over."""
    left: Counter[str] = Counter()
    for property, statements in claims.items():
        if property in PROPERTIES or not isinstance(statements, list):
            continue
        left[property] += sum(_time(statement) is not None for statement in statements)
    told = [f"{shown(property)} ({count})" for property, count in sorted(left.items()) if count]
    if told:
        findings.part(at, f"{id}: times of other properties are not taken over: {', '.join(told)}")
    if claims.get(_DAY_IN_YEAR):
        findings.part(at, f"{id}: {_DAY_IN_YEAR}, its day of each year, is named by another item")


def _snak(statement: Any) -> Mapping[str, Any]:
    snak = statement.get("mainsnak") if isinstance(statement, dict) else None
    return snak if isinstance(snak, dict) else {}


def _time(statement: Any) -> Mapping[str, Any] | None:
    value = _snak(statement).get("datavalue")
    held = value.get("value") if isinstance(value, dict) and value.get("type") == "time" else None
    return held if isinstance(held, dict) else None


def _best(statements: Any, what: str, at: Place, findings: Findings) -> list[Any]:
    """Preferred statements, or without any the normal ones, as queries have it; others are told."""
    if not isinstance(statements, list):
        return []
    held = [statement for statement in statements if isinstance(statement, dict)]
    best = [one for one in held if one.get("rank") == "preferred"]
    best = best or [one for one in held if one.get("rank", "normal") == "normal"]
    left = len(statements) - len(best)
    if left:
        findings.part(at, f"{what}: statements of a lower rank are not taken over: {left}")
    if len(best) > 1:
        findings.choice(at, f"{what}: {len(best)} statements are all written, as none is preferred")
    return best


def _day(statement: Any, what: str, at: Place, findings: Findings) -> Day:
    time = _time(statement)
    if time is None:
        known = {"somevalue": "it is not known", "novalue": "there is none"}
        raise NoDay(known.get(str(_snak(statement).get("snaktype")), "it is no time"))
    precision = time.get("precision")
    if not isinstance(precision, int):
        raise NoDay("it has no precision")
    read = wikidata_times.of_statement(
        str(time.get("time")), precision, wikidata_times.model(str(time.get("calendarmodel")))
    )
    if time.get("before") or time.get("after"):
        findings.part(at, f"{what}: how far it may be off is not taken over")
    day = wikidata_times.event(read, circa=_is_circa(statement))
    if read.year <= 0:
        findings.choice(at, f"{what}: compare the year BCE; some were entered one year off")
    return day


def _is_circa(statement: Any) -> bool:
    qualifiers = statement.get("qualifiers")
    stated = qualifiers.get(_CIRCUMSTANCES) if isinstance(qualifiers, dict) else None
    return isinstance(stated, list) and any(f'"{_CIRCA}"' in _flat(one) for one in stated)


def _flat(value: Any) -> str:
    import json

    return json.dumps(value)
