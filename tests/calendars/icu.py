"""Umm al-Qura as ICU tabulates it, asked through Node.js: the other of the two published tables."""

from __future__ import annotations

import json
import shutil
import subprocess
from functools import cache

_EPOCH = 719163  # 1 January 1970
_SCRIPT = """
const months = new Intl.DateTimeFormat("en-u-ca-islamic-umalqura-nu-latn",
  {year: "numeric", month: "numeric", day: "numeric", timeZone: "UTC"});
const starts = [];
const last = Date.UTC(2078, 0, 1) / 864e5;
for (let day = Date.UTC(2028, 0, 1) / 864e5; day < last; day++) {
  const said = Object.fromEntries(
    months.formatToParts(day * 864e5).map(part => [part.type, part.value]));
  if (said.day === "1") starts.push([Number(said.year), Number(said.month), day]);
}
console.log(JSON.stringify(starts));
"""


@cache
def month_starts() -> dict[tuple[int, int], int]:
    """First days of the months that begin from 2028 to 2077, by year and month."""
    node = shutil.which("node")
    assert node is not None, "Node.js is needed: run `python3 -m tests`"
    done = subprocess.run([node, "-e", _SCRIPT], capture_output=True, check=True)
    return {(year, month): day + _EPOCH for year, month, day in json.loads(done.stdout)}
