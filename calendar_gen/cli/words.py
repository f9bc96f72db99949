"""Values of options that hold words, numbers or parties, and what is said of wrong ones."""

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

import click

from calendar_gen.limits import limit, raising

if TYPE_CHECKING:
    from calendar_gen.forecasting.selection import Selection
    from calendar_gen.rules import Rulebook


def words(text: str | None) -> frozenset[str]:
    """The words of a list with commas; none without a text."""
    parts = [] if text is None else [part.strip() for part in text.split(",")]
    return frozenset(part for part in parts if part)


def pairs(texts: Iterable[str]) -> frozenset[frozenset[str]]:
    """Pairs of parties, each written A,B."""
    return frozenset(_two(words(text), text) for text in texts)


def _two(pair: frozenset[str], written: str) -> frozenset[str]:
    if len(pair) != 2:
        raise click.BadParameter(
            f'"{written}" is not a pair; write two parties, such as RU,CN', param_hint="--pair"
        )
    return pair


MARKS = 'numbers such as 70,80, or "round" alone'
"""What --marks takes."""


def whole_numbers(
    text: str | None, option: str, example: str = "a list such as 30,7,1"
) -> frozenset[int]:
    """Whole numbers of a list with commas."""
    found = set()
    for word in words(text):
        if not word.isascii() or not word.isdigit():
            raise click.BadParameter(
                f'"{word}" is not a whole number; write {example}', param_hint=option
            )
        found.add(int(word))
    return frozenset(found)


def likelihood_of(text: str) -> float:
    """A probability written 0.05 or 5%."""
    number = text.strip().removesuffix("%").strip()
    try:
        value = float(number) / (100 if text.strip().endswith("%") else 1)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1:
        raise click.BadParameter(
            f'"{text}" is not a likelihood; write 5% or 0.05', param_hint="--min-likelihood"
        )
    return value


MOST_DAYS_BEFORE = 366


def days_before(text: str | None) -> int | None:
    """How long before an event to remind, in days: `7d`, or `2w` for weeks."""
    if text is None:
        return None
    number, unit = text[:-1], text[-1:]
    if not (number.isascii() and number.isdigit() and unit in ("d", "w")):
        raise click.BadParameter(
            f'"{text}" is not a number of days; write 7d, or 2w for weeks', param_hint="--alarm"
        )
    days = int(number) * (7 if unit == "w" else 1)
    if days > MOST_DAYS_BEFORE:
        raise click.BadParameter(
            f"a reminder comes at most {MOST_DAYS_BEFORE} days before", param_hint="--alarm"
        )
    return days


def years_of(text: str | None, known: int) -> tuple[int, int]:
    """The years A..B, both in; those of a usual site on that day without a text."""
    from calendar_gen.cli.clock import read_year
    from calendar_gen.site import usual_years

    if text is None:
        return usual_years(known)
    first, dots, last = text.partition("..")
    start = read_year(first, "--years")
    end = read_year(last, "--years") if dots else start
    if end < start:
        raise click.BadParameter(f'"{text}" ends before it begins', param_hint="--years")
    if end - start >= limit("site-years"):
        raise click.BadParameter(
            f"a site covers at most {limit('site-years')} years, since each has its digest; "
            f"{raising('site-years')}",
            param_hint="--years",
        )
    return start, end


def language(tag: str, option: str = "--lang") -> str:
    """The language that the product speaks for a tag such as zh-Hans-CN; a usage error if none."""
    from calendar_gen.entries import available_languages, supported_language
    from calendar_gen.entries.phrases import phrases

    found = supported_language(tag)
    if found is None:
        spoken = ", ".join(available_languages())
        raise click.BadParameter(f'"{tag}" is not spoken; there are {spoken}', param_hint=option)
    try:
        phrases(found)
    except ValueError as error:
        from calendar_gen.cli.options import BAD_RULES, Failure

        raise Failure(str(error), BAD_RULES) from error
    return found


def party(text: str, rulebook: "Rulebook", option: str = "PARTY") -> str:
    """The party that a code or id means; a usage error with the nearest one if there is none."""
    from calendar_gen.parties import STATES, is_party_code
    from calendar_gen.parties.meant import code_meant
    from calendar_gen.problems import did_you_mean

    for spelt in (text, text.upper(), text.lower()):
        if spelt in rulebook.parties or is_party_code(spelt):
            return spelt
    code = code_meant(text)
    hint = f'did you mean "{code}"?' if code else did_you_mean(text, [*rulebook.parties, *STATES])
    raise click.BadParameter(
        f'"{text}" is no party; write an ISO 3166 code such as RU, or an id under `parties:`'
        + (f"; {hint}" if hint else ""),
        param_hint=option,
    )


def ranks_of(texts: Iterable[str], rulebook: "Rulebook") -> tuple[str, ...]:
    """The ranks of a repeated option; a usage error for one that no rule and no visit knows."""
    from calendar_gen.forecasting.ledger import RANKS

    wanted = tuple(dict.fromkeys(text.strip() for text in texts))
    known = {*RANKS, "foreign minister", "delegation"}
    known |= {office.rank for office in rulebook.offices}
    known |= {visit.rank for visit in rulebook.visits if visit.rank is not None}
    among(wanted, known, "rank", "--rank")
    return wanted


def domain_name(text: str | None) -> str | None:
    """The domain that ends UIDs, in lower case; a usage error if it cannot be one."""
    import re

    if text is not None and not re.fullmatch(r"[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?", text):
        raise click.BadParameter(
            f'"{text}" is not a domain; write one that is yours, such as example.org',
            param_hint="--domain",
        )
    return None if text is None else text.lower()


def known_words(selection: "Selection", rulebook: "Rulebook") -> "Selection":
    """The selection with its parties as the rules spell them; a usage error, with the nearest name,
    for a filter that names what no rule knows.
    """
    named = sorted({*selection.countries, *(p for pair in selection.pairs for p in pair)})
    meant = {code: party(code, rulebook, option="--country or --pair") for code in named}
    both = [(frozenset(meant[code] for code in pair), pair) for pair in selection.pairs]
    selection = selection._replace(
        countries=frozenset(meant[code] for code in selection.countries),
        pairs=frozenset(_two(pair, ",".join(sorted(written))) for pair, written in both),
    )
    categories = {
        *(word for rule in rulebook.commemorations.values() for word in rule.categories),
        *(word for rule in rulebook.patterns.values() for word in rule.categories),
    }
    among(selection.categories, categories, "category", "--category")
    ids = {*rulebook.commemorations, *rulebook.patterns, *(visit.id for visit in rulebook.visits)}
    among({name.partition(".")[0] for name in selection.rules}, ids, "rule", "--rule")
    return selection


def among(named: Iterable[str], known: Collection[str], what: str, option: str) -> None:
    """A usage error, with the nearest name, for the first of them that is not known."""
    from calendar_gen.problems import did_you_mean

    for name in sorted(named):
        if name not in known:
            hint = did_you_mean(name, known)
            message = f'no {what} is called "{name}"' + (f"; {hint}" if hint else "")
            raise click.BadParameter(message, param_hint=option)
