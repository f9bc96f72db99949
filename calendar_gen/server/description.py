"""The OpenAPI description of a site that is served: exactly what the code takes and gives."""

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from calendar_gen import __version__
from calendar_gen.publishing.headers import headers
from calendar_gen.rendering.ics import STYLES
from calendar_gen.server.edition import Edition
from calendar_gen.server.queries import ALARM, MOST_NUMBER
from calendar_gen.server.secret_feeds import FOLDER, NAME

Json = dict[str, Any]

_PLAIN = re.compile(r"[A-Za-z0-9._/-]+")
_DIGEST = re.compile(r"(.*digests/)([0-9]{4,})\.html")

TEXT = {"text/plain": {"schema": {"type": "string"}}}
KEPT_HEADERS = {
    "ETag": "A hash of these bytes, in this encoding.",
    "Last-Modified": "The newest change of the content; it never goes back.",
    "Cache-Control": "How long it may be kept without asking again.",
    "Vary": "Answers differ by Accept-Encoding.",
}


def description(edition: Edition, feeds: Collection[str], files: Iterable[str]) -> Json:
    """The document, of OpenAPI 3.1; `feeds` are paths that can be filtered."""
    paths: Json = {}
    years: dict[str, list[str]] = {}
    for path in sorted(set(files) - set(feeds)):
        digest = _DIGEST.fullmatch(path)
        if digest:
            years.setdefault(digest[1], []).append(digest[2])
        elif _PLAIN.fullmatch(path):
            _add_file(paths, path)
    for folder, known in years.items():
        paths[f"/{folder}{{year}}.html"] = _both(_digest(known))
    for language in edition.languages:
        folder = edition.folder(language)
        names = sorted(
            path.removeprefix(f"{folder}feeds/")[:-4]
            for path in feeds
            if path.startswith(f"{folder}feeds/")
        )
        if names:
            paths[f"/{folder}feeds/{{name}}.ics"] = _both(_feed(names, edition))
    paths[f"/{FOLDER}/{{token}}/{{name}}.ics"] = _both(_secret())
    paths["/healthz"] = _both(_health())
    paths["/openapi.json"] = _both(
        _kept("This description.", "application/json", {"type": "object"})
    )
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Calendar feeds",
            "version": __version__,
            "description": "Anniversaries and expected visits, as a site and as filtered feeds.",
        },
        "paths": paths,
        "components": {
            "parameters": {p["name"]: p for p in (*(_filters(edition) if feeds else ()), *KEPT)}
        },
    }


def _both(operation: Json) -> Json:
    """GET and HEAD, which answers the same without a body."""
    headless = {**operation, "responses": dict(operation["responses"])}
    for status, response in headless["responses"].items():
        bare = {key: value for key, value in response.items() if key != "content"}
        headless["responses"][status] = bare
    return {"get": operation, "head": headless}


def _add_file(paths: Json, path: str) -> None:
    name = path.rpartition("/")[2]
    kind = headers(path).content_type.partition(";")[0]
    schema = {"type": "object"} if kind.endswith("json") else {"type": "string"}
    operation = _kept("A file of the site.", kind, schema)
    paths[f"/{path}"] = _both(operation)
    if name == "index.html":
        paths[f"/{path[: -len(name)]}"] = _both(operation)


def _digest(years: list[str]) -> Json:
    operation = _kept("The digest of a year.", "text/html", {"type": "string"})
    year = {"type": "string", "enum": years}
    operation["parameters"] = [_path("year", year), *operation["parameters"]]
    return operation


def _kept(summary: str, content_type: str, schema: Json) -> Json:
    """An operation whose answer has validators."""
    return {
        "summary": summary,
        "parameters": _refer(KEPT),
        "responses": {
            "200": {
                "description": "The content.",
                "headers": _headers(KEPT_HEADERS),
                "content": {content_type: {"schema": schema}},
            },
            "304": {"description": "What is held is fresh.", "headers": _headers(KEPT_HEADERS)},
            **_refusals(
                {
                    404: "There is no such page or feed.",
                    406: "The Accept-Encoding takes neither gzip nor no coding.",
                    412: "If-Match failed.",
                    503: "The server cannot answer just now; see Retry-After.",
                }
            ),
        },
    }


def _feed(names: list[str], edition: Edition) -> Json:
    operation = _kept(
        "A feed of events, whole or by filters: values of one combine by or, filters by and.",
        "text/calendar",
        {"type": "string"},
    )
    operation["parameters"] = [
        _path("name", {"type": "string", "enum": names}),
        *_refer(_filters(edition)),
        *operation["parameters"],
    ]
    operation["responses"] |= {
        "308": {"description": "It has moved.", "headers": _headers({"Location": "Where to."})},
        **_refusals(
            {
                400: "An unknown filter or a bad value.",
                410: "The feed was taken down.",
            }
        ),
    }
    return operation


def _filters(edition: Edition) -> list[Json]:
    first, last = edition.years
    words = edition.words
    number = {"type": "integer", "minimum": 1, "maximum": MOST_NUMBER}
    marks = _list({"anyOf": [number, {"const": "round"}]})
    pair = {**_list(_one_of(words.parties)), "minItems": 2, "maxItems": 2, "uniqueItems": True}
    days = {"type": "string", "pattern": f"^{ALARM}$"}
    styles = {"type": "string", "enum": list(STYLES), "default": STYLES[0]}
    return [
        _query("country", _list(_one_of(words.parties)), "Host or guest: any of them."),
        _query("pair", pair, "Visits between two."),
        _query("category", _list(_one_of(words.categories)), "Any of them."),
        _query("rule", _list(_one_of(words.rules)), "Any of them."),
        _query("marks", marks, 'Numbers, or "round" for all marks: any of them.'),
        _query("lang", _one_of(edition.languages), "The language of titles and words."),
        _query("from", {"type": "string", "format": "date"}, "First day."),
        _query(
            "years",
            {"type": "integer", "minimum": 1, "maximum": last - first + 1},
            "Years from that day; without one, up to the end of the year so many years on.",
        ),
        _query("windows", styles, "A window as its edges, one bar, or its first day."),
        _query("alarm", days, "Days before an event on which to remind."),
    ]


def _secret() -> Json:
    operation = _kept("A secret feed.", "text/calendar", {"type": "string"})
    operation["parameters"] = [
        _path("token", {"type": "string", "pattern": "^[A-Za-z0-9_-]{43}$"}),
        _path("name", {"type": "string", "pattern": f"^{NAME}$"}),
        *operation["parameters"],
    ]
    operation["responses"] |= _refusals(
        {
            400: "A secret feed takes no filters.",
            410: "The feed was revoked.",
        }
    )
    return operation


def _health() -> Json:
    fields = {
        "status": {"const": "ok"},
        "as_of": {"type": "string", "format": "date"},
        "events": {"type": "integer", "minimum": 0},
        "rules": {"enum": ["good", "bad"]},
        "left_out": {"type": "integer", "minimum": 0},
    }
    schema = {"type": "object", "properties": fields, "required": list(fields)}
    answer = {"description": "It answers.", "content": {"application/json": {"schema": schema}}}
    return {"summary": "How the server is.", "responses": {"200": answer}}


def _refusals(by_status: Mapping[int, str]) -> Json:
    return {
        str(status): {"description": text, "content": TEXT} for status, text in by_status.items()
    }


def _headers(described: Mapping[str, str]) -> Json:
    return {
        name: {"description": text, "required": True, "schema": {"type": "string"}}
        for name, text in described.items()
    }


def _one_of(words: Iterable[str]) -> Json:
    return {"type": "string", "enum": sorted(words)}


def _list(items: Json) -> Json:
    return {"type": "array", "items": items, "minItems": 1}


def _query(name: str, schema: Json, text: str) -> Json:
    form = {"style": "form", "explode": False}
    return {"name": name, "in": "query", "description": text, "schema": schema, **form}


def _path(name: str, schema: Json) -> Json:
    return {"name": name, "in": "path", "required": True, "schema": schema}


def _header(name: str, text: str) -> Json:
    return {"name": name, "in": "header", "description": text, "schema": {"type": "string"}}


def _refer(parameters: Iterable[Json]) -> list[Json]:
    """References to parameters that several operations share."""
    return [{"$ref": f"#/components/parameters/{p['name']}"} for p in parameters]


KEPT = (
    _header("If-None-Match", "ETags that are held: 304 if one of them is this."),
    _header("If-Modified-Since", "304 if there was no change since; If-None-Match wins."),
    _header("Accept-Encoding", "gzip is sent to who takes it."),
)
"""What whoever holds a copy may say of it."""
