// Days of recurrence rules with rrule-rust: `node rrule_rust.mjs < RULES`, a rule a line.
// Prints how many days it found and the processor's seconds for that; reading is not counted.

import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const { RRuleSet } = createRequire(`${process.env.NODE_PATH}/`)("rrule-rust");
const sets = readFileSync(0, "utf8").trim().split("\n").map((line) => RRuleSet.fromString(line.replace(" ", "\n")));
const before = process.cpuUsage();
let days = 0;
for (const set of sets) days += set.all().length;
const took = process.cpuUsage(before);
console.log(days, (took.user + took.system) / 1e6);
