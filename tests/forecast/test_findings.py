"""What shows only when rules and record are put together: `fulfils` that no pattern expects."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from calendar_gen.cli import main

RULES = """calendar-gen: 1
sources:
  s: {publisher: P, published: 2019-05-06}
commemorations:
  - {id: here, title: H, of: 1945-05-09, sources: [s]}
  - {id: there, title: T, of: 1945-09-03, sources: [s]}
reciprocal_visits:
  - id: exchange
    title: E
    pattern: paired
    every: 10
    legs: [{guest: CN, host: RU, at: here}, {guest: RU, host: CN, at: there}]
    sources: [s]
  - id: exchange-two
    title: E
    pattern: paired
    every: 10
    legs: [{guest: FR, host: RU, at: here}, {guest: RU, host: FR, at: there}]
    sources: [s]
visits:
  - id: a-visit
    guest: CN
    host: RU
    fulfils: exchange-two
    claims: [{date: 2015-05-09, status: occurred, source: s}]
  - id: b-visit
    guest: RU
    host: CN
    fulfils: [exchange.2015.ru-cn, exchange.2016.ru-cn,
              exchange.2015.cn-ru]
    claims: [{date: 2015-09-03, status: occurred, source: s}]
  - id: c-visit
    guest: CN
    host: RU
    fulfils: exchange
    claims: [{status: missed, source: s}]
"""

FINDINGS = """\
f.yaml:24:14: "exchange-two" expects no visit of CN to RU; did you mean "exchange-two.2015.ru-fr"?
f.yaml:29:36: "exchange.2016.ru-cn" expects no visit of RU to CN; \
did you mean "exchange.2015.ru-cn"?
f.yaml:30:15: "exchange.2015.cn-ru" expects no visit of RU to CN; \
did you mean "exchange.2015.ru-cn"?
"""


def test_each_name_that_expects_no_such_visit_is_reported_where_it_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("f.yaml").write_text(RULES, "utf-8")
    result = CliRunner().invoke(main, ["check", "f.yaml"])
    assert result.stdout == FINDINGS
    assert result.exit_code == 1
