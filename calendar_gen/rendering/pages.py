"""HTML pages from the templates: autoescaped, self-contained, and allowed nothing but their own
style and script.

Text from rule files is data wherever it lands: `inert` takes out the characters that would reach
beyond it, and what is left is escaped.
"""

from base64 import b64encode
from functools import lru_cache, partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from calendar_gen.assets import AssetMissing, templates_dir, unreadable
from calendar_gen.entries.phrases import Phrases
from calendar_gen.rendering.foreign_names import is_latin, named, titled
from calendar_gen.rendering.inert import inert
from calendar_gen.rendering.mixed_directions import mixed

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

_RIGHT_TO_LEFT = frozenset(
    ["ar", "arc", "ckb", "dv", "fa", "he", "ks", "ku", "ps", "sd", "syr", "ug", "ur", "yi"]
)


def render(
    template: str,
    styles: tuple[str, ...],
    phrases: Phrases,
    scripts: tuple[str, ...] = (),
    own: str | None = None,
    **values: object,
) -> str:
    """The page that `template` makes of `values`, with the `styles` and `scripts` inside it, named
    as in templates/. A user's `own` folder comes before ours, for each of those it has.

    Templates also see `say`, `say_html`, `count` and `word`, the phrases of the page's language,
    `direction`, which gives `ltr` or `rtl` for a language tag, and `mixed`, a line in the page's
    direction with names of the other one isolated, and `titled` and `named`, one with a title or
    a name in another language. A name that a template misspells
    is an error (jinja2.UndefinedError), never an empty place. Raises AssetMissing if a template, or
    one that it includes, cannot be read.
    """
    from jinja2 import TemplateNotFound
    from markupsafe import Markup

    css = "".join(stylesheet(name, own) for name in styles)
    script = "".join(stylesheet(name, own) for name in scripts)
    try:
        return (
            environment(own)
            .get_template(template)
            .render(
                values,
                css=Markup(css),  # nosec B704 # `stylesheet` refuses what would end it
                script=Markup(script),  # nosec B704 # likewise
                policy=policy(css, script),
                language=phrases.language,
                direction=direction,
                mixed=partial(mixed, direction=direction(phrases.language)),
                say=phrases.say,
                say_html=partial(_say_html, phrases),
                count=phrases.count,
                word=phrases.word,
                named=partial(
                    named,
                    language=phrases.language,
                    direction=direction,
                    in_latin_letters=is_latin(phrases.say("Visits")),
                ),
                titled=partial(titled, language=phrases.language, direction=direction),
                variables=VARIABLES,
            )
        )
    except TemplateNotFound as error:
        raise _unreadable(str(error.name or template), None) from error
    except OSError as error:  # rendering reads nothing but templates
        raise _unreadable(template, error.strerror) from error


def _unreadable(name: str, reason: str | None) -> AssetMissing:
    return unreadable(str(Path(templates_dir(), name)), reason)


def policy(css: str, script: str = "") -> str:
    """The Content-Security-Policy of a page: nothing but this very style and, if there is one, this
    very script, and an icon written in it.
    """
    scripts = f"script-src '{_digest(script)}'; " if script else ""
    return (
        f"default-src 'none'; style-src '{_digest(css)}'; {scripts}img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


@lru_cache
def direction(language: str) -> str:
    """`rtl` for a tag whose language (or script, as in `az-Arab`) is written from right to left,
    else `ltr`.
    """
    primary, *rest = language.replace("_", "-").casefold().split("-")
    scripts = [part for part in rest if len(part) == 4]
    if scripts:
        return "rtl" if scripts[0] in ("arab", "hebr", "syrc", "thaa") else "ltr"
    return "rtl" if primary in _RIGHT_TO_LEFT else "ltr"


def _say_html(phrases: Phrases, phrase: str, /, **values: object) -> "Markup":
    """A phrase whose values may be markup, such as a link; those that are not are escaped."""
    from markupsafe import Markup, escape

    translated = phrases.say(phrase, **{name: f"{{{name}}}" for name in values})
    shown = {name: inert(v) if type(v) is str else v for name, v in values.items()}
    return Markup(escape(translated)).format(**shown)  # nosec B704 # escapes what it is given


VARIABLES = 1
"""The version of what templates see: it rises when a name goes, or comes to mean something else."""

HELPERS = (
    *("count", "css", "direction", "language", "mixed", "named", "policy"),
    *("say", "say_html", "script", "titled", "variables", "word"),
)
"""What a template sees beside the parts of a page."""


@lru_cache
def environment(own: str | None = None) -> "Environment":
    """Templates from the `own` folder of a user, if there is one, else ours; ours also as
    `shipped/...`, so that one of the same name can extend it. With a folder of a user's all run in
    a sandbox.
    """
    from jinja2 import (
        ChoiceLoader,
        Environment,
        FileSystemLoader,
        PrefixLoader,
        StrictUndefined,
    )

    from calendar_gen.rendering.escaping import OwnCode, ValueCode, written

    ours = FileSystemLoader(templates_dir(), encoding="utf-8")
    folders = [ours]
    kind: type[Environment] = Environment
    if own is not None:
        from calendar_gen.rendering.strangers_templates import Sandbox

        folders, kind = [FileSystemLoader(own, encoding="utf-8"), ours], Sandbox
    made = kind(
        loader=ChoiceLoader([*folders, PrefixLoader({"shipped": ours})]),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=written,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        newline_sequence="\n",
    )
    made.code_generator_class = OwnCode if own is None else ValueCode
    return made


@lru_cache
def stylesheet(name: str, own: str | None = None) -> str:
    """A style or script as it is put into a page: that of a user's `own` folder if it has one.

    Raises ValueError if it could end its element, and AssetMissing if it cannot be read.
    """
    mine = None if own is None else Path(own, name)
    try:
        if mine is not None and mine.is_file():
            text = mine.read_text(encoding="utf-8")
        else:
            text = Path(templates_dir(), name).read_text(encoding="utf-8")
    except OSError as error:
        if isinstance(error, AssetMissing):
            raise
        raise _unreadable(name, error.strerror) from error
    if "</" in text:
        raise ValueError(f'{name} holds "</", which could end it inside a page')
    return text
