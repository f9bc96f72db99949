// Reads a feed from standard input, or those of the files that are named, with ical.js, and prints
// what it understood as JSON.
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

const all = (component, name) => component.getAllProperties(name).map((p) => p.getValues());
const read = (text) => {
  const calendar = new ICAL.Component(ICAL.parse(text));
  const events = calendar.getAllSubcomponents("vevent").map((component) => {
    const event = new ICAL.Event(component);
    return {
      uid: event.uid,
      summary: event.summary,
      description: event.description,
      location: event.location,
      start: event.startDate.toString(),
      end: event.endDate.toString(),
      isDate: event.startDate.isDate && event.endDate.isDate,
      recurring: event.isRecurring(),
      sequence: event.sequence,
      status: component.getFirstPropertyValue("status"),
      stamp: component.getFirstPropertyValue("dtstamp").toString(),
      url: component.getFirstPropertyValue("url"),
      categories: all(component, "categories").flat(),
      related: component.getAllProperties("related-to").map((p) => [
        p.getParameter("reltype"),
        p.getFirstValue(),
      ]),
      alarms: component.getAllSubcomponents("valarm").map((alarm) =>
        alarm.getFirstPropertyValue("trigger").toString(),
      ),
    };
  });
  const properties = Object.fromEntries(
    calendar.getAllProperties().map((p) => [p.name, String(p.getFirstValue())]),
  );
  return { properties, events };
};
const paths = process.argv.slice(2);
const found = paths.length
  ? paths.map((path) => read(readFileSync(path, "utf8")))
  : read(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(found));
