// Writes `date_holidays.csv`: the days, 2000 to 2040, of each feast that `date_holidays.txt` names,
// after the package date-holidays 3.37.0 (ISC, its data CC BY-SA 3.0), which npm installs anywhere:
//
//     node tests/library/make_date_holidays.mjs FOLDER/node_modules/date-holidays
//
// Days off that stand in for a feast are left out. Runs of years are written as in `feasts.csv`.

import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";

const [FIRST, LAST] = [2000, 2040];
const Holidays = createRequire(import.meta.url)(resolve(process.argv[2]));
const here = new URL(".", import.meta.url);
const rows = readFileSync(new URL("date_holidays.txt", here), "utf8")
  .split("\n")
  .filter((line) => line && !"#=-".includes(line[0]))
  .map((line) => line.split("|").map((cell) => cell.trim()));

const feasts = new Map();
for (const code of new Set(rows.map(([, code]) => code))) {
  const known = new Holidays(code);
  known.setLanguages("en");
  for (let year = FIRST; year <= LAST; year++) {
    for (const { name, date, substitute } of known.getHolidays(year)) {
      if (substitute) continue;
      const key = `${code} ${name}`;
      feasts.set(key, (feasts.get(key) ?? new Set()).add(date.slice(0, 10)));
    }
  }
}

function written(days) {
  const years = new Map();
  for (const day of [...days].sort()) {
    const key = day.slice(5, 7) + day.slice(8);
    years.set(key, [...(years.get(key) ?? []), Number(day.slice(0, 4))]);
  }
  const runs = [];
  for (const key of [...years.keys()].sort()) {
    const of = years.get(key);
    of.forEach((year, at) => {
      if (of[at - 1] !== year - 1) runs.push([key, year, year]);
      else runs.at(-1)[2] = year;
    });
  }
  return runs.map(([key, first, last]) => `${key}:${first}-${last}`).join(" ");
}

const lines = rows.map(([id, code, name]) => {
  const days = feasts.get(`${code} ${name}`);
  if (!days) throw new Error(`date-holidays has no "${name}" in ${code}`);
  return `${id},${FIRST},${LAST},${written(days)}`;
});
writeFileSync(new URL("date_holidays.csv", here), ["id,first,last,days", ...lines, ""].join("\n"));
