"""Whatever a query, a path or a header says, there is an answer and never a failure."""

import string
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from calendar_gen.server.conditions import coding, moment, outcome
from calendar_gen.server.edition import Edition, Task, prepare
from calendar_gen.server.queries import READERS, BadQuery, Renamed, read_view
from calendar_gen.server.views import choose, write_view
from tests.site.samples import AS_OF, RULES

VALUES = ["RU", "CN,RU", "wwii", "visit", "victory-day", "80", "round,1", "en", "2025-01-01", "5"]
VALUES += ["span", "7d", "0d", "9999-12-31", "0001-01-01", "12"]
PIECE = st.one_of(st.sampled_from(VALUES), st.text(max_size=20), st.text(string.printable))


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    root: Path = tmp_path_factory.mktemp("fuzz")
    (root / "rules.yaml").write_text(RULES, encoding="utf-8")
    return prepare(Task((str(root / "rules.yaml"),), root / "site", AS_OF, ("en", "ru")))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(pairs=st.lists(st.tuples(st.sampled_from([*READERS, "x"]), PIECE), max_size=5))
def test_a_query_is_a_view_or_a_sentence(edition: Edition, pairs: list[tuple[str, str]]) -> None:
    query = "&".join(f"{name}={value}" for name, value in pairs).encode("utf-8", "surrogatepass")
    try:
        wanted = read_view(query, edition, "en", "all")
    except (BadQuery, Renamed) as told:
        sentence = str(told)
    else:
        sentence = ""
    assert sentence.isprintable()
    assert len(sentence) < 1000
    if sentence:
        return
    content = write_view(wanted, edition)
    assert content.startswith(b"BEGIN:VCALENDAR\r\n")
    assert content.count(b"BEGIN:VEVENT") == max(1, len(list(choose(wanted, edition)))) or (
        b"nothing-ahead-2025" in content
    )


@given(st.binary(max_size=200))
def test_bytes_as_a_query_are_a_view_or_a_sentence(edition: Edition, query: bytes) -> None:
    try:
        read = read_view(query, edition, "en", "all")
    except BadQuery as told:
        sentence = str(told)
    else:
        sentence = repr(read)
    assert sentence.isprintable()


@given(
    st.dictionaries(
        st.sampled_from(
            [b"if-match", b"if-none-match", b"if-modified-since", b"if-unmodified-since"]
        ),
        st.one_of(
            st.binary(max_size=60),
            st.text('W/"a, *', max_size=30).map(str.encode),
            st.text("0123456789 :,GMTSunJa", max_size=40).map(str.encode),
        ),
    ),
    st.binary(max_size=60),
)
def test_any_header_has_an_outcome(headers: dict[bytes, bytes], accepted: bytes) -> None:
    assert outcome(headers, b'"a"', 0) in ("whole", "fresh", "failed")
    assert coding(accepted, packed=True) in ("gzip", "plain", None)
    assert moment(accepted) is None or isinstance(moment(accepted), int)
