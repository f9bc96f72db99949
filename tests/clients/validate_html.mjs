// Checks the pages that are named with html-validate, and prints what it finds as JSON: file, line,
// rule and message.
import { readFileSync } from "node:fs";
import { HtmlValidate, StaticConfigLoader } from "html-validate";

const mail = { "no-inline-style": "off", "no-deprecated-attr": "off", "prefer-tbody": "off" };
const loader = new StaticConfigLoader({
  root: true,
  extends: ["html-validate:recommended"],
  rules: {
    // Ids have colons, so that none is that of an entry.
    "valid-id": ["error", { relaxed: true }],
    "no-missing-references": "error",
    // ARIA lets lists have names.
    "aria-label-misuse": ["error", { allowAnyNamable: true }],
    // Filters work at once; the form is sent nowhere.
    "wcag/h32": "off",
    // A mail has its style on its elements, and tables for a layout: programs for mail know no others.
    ...(process.argv[2] === "mail" ? mail : {}),
  },
});
const validator = new HtmlValidate(loader);
const found = [];
for (const path of process.argv.slice(3)) {
  const report = await validator.validateString(readFileSync(path, "utf8"), path);
  for (const { messages } of report.results) {
    for (const { line, ruleId, message } of messages) found.push([path, line, ruleId, message]);
  }
}
console.log(JSON.stringify(found));
