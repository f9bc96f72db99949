"use strict";
// Lets readers choose what is shown. Without it everything is shown and the form stays hidden.
{
  const form = document.getElementById("filters");
  const at = (id) => document.getElementById(`filter:${id}`);
  const names = ["party", "category", "certainty", "text"];
  const cards = [...document.querySelectorAll("li.card")];
  const months = [...document.querySelectorAll("section.month")];
  const groups = [...document.querySelectorAll("section.milestones")];
  const leads = [...document.querySelectorAll("section.lead:has(li)")];
  const days = [...document.querySelectorAll("table.year a[data-of]")];
  const tied = [...document.querySelectorAll("[data-of]")];
  const drawings = [...document.querySelectorAll("svg.timeline")];
  const heights = new Map(drawings.map((each) => [each, Number(each.getAttribute("height"))]));

  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const texts = new Map();
  const textOf = (card) => {
    if (!texts.has(card)) texts.set(card, plain(card.textContent));
    return texts.get(card);
  };

  const fits = (card, want) =>
    (!want.party || card.dataset.party.split(" ").includes(want.party)) &&
    (!want.category || card.dataset.category.split(" ").includes(want.category)) &&
    (!want.certainty || card.dataset.certainty === want.certainty) &&
    want.words.every((word) => textOf(card).includes(word));

  const chosen = () => Object.fromEntries(names.map((name) => [name, form.elements[name].value]));

  // Bars of a drawing close up over those that are left out; one without any is left out itself.
  const closeUp = (drawing) => {
    const rows = [...drawing.querySelectorAll("g.visit")];
    let gone = 0;
    for (const each of rows) {
      const out = each.classList.contains("out");
      each.setAttribute("transform", `translate(0 ${-gone})`);
      gone += out ? Number(each.dataset.height) : 0;
    }
    drawing.setAttribute("height", heights.get(drawing) - gone);
    drawing.parentElement.hidden = drawings.length > 1 && rows.every((each) => each.classList.contains("out"));
  };

  // A day tells how many of its entries are shown, and leads to the first of them.
  const first = new Map(days.map((day) => [day, day.getAttribute("href")]));
  const words = new Map(days.map((day) => [day, day.querySelector(".aside").textContent]));
  const count = (day, kept) => {
    const all = day.dataset.of.split(" ");
    const left = all.filter((id) => kept.has(id));
    const some = left.length > 0 && left.length < all.length;
    const told = form.dataset.shown.replace("{n}", left.length).replace("{total}", all.length);
    day.querySelector(".aside").textContent = words.get(day) + (some ? `; ${told}` : "");
    day.setAttribute("href", some ? `#${left[0]}` : first.get(day));
    const many = day.querySelector(".many");
    if (!many) return;
    many.textContent = left.length;
    many.hidden = left.length === 1;
  };

  const show = () => {
    const want = chosen();
    want.words = plain(want.text).split(/\s+/).filter(Boolean);
    const kept = new Set();
    for (const card of cards) {
      card.hidden = !fits(card, want);
      if (!card.hidden) kept.add(card.id);
    }
    for (const each of tied) {
      // What stands on no card of this page cannot be chosen: only all of it shows it.
      const ids = each.dataset.of.split(" ").filter((id) => id !== "");
      const out = ids.length ? !ids.some((id) => kept.has(id)) : chosenAny(want);
      each.classList.toggle("out", out);
      if (each.matches("li, tr")) each.hidden = out;
    }
    for (const month of months) {
      const left = month.querySelectorAll("li.card:not([hidden])").length;
      month.hidden = left === 0;
      const link = document.querySelector(`.contents a[href="#${month.id}"]`);
      link.querySelector(".tally").textContent = left;
      link.parentElement.hidden = left === 0;
    }
    for (const day of days) count(day, kept);
    for (const group of [...groups, ...leads]) group.hidden = !group.querySelector("li:not([hidden])");
    drawings.forEach(closeUp);
    tell(kept.size, want);
  };

  const chosenAny = (want) => names.some((name) => want[name].trim());

  const tell = (n, want) => {
    at("whole").hidden = !chosenAny(want);
    at("shown").textContent = form.dataset.shown.replace("{n}", n).replace("{total}", cards.length);
    at("download").disabled = n === 0;
    const used = names.filter((name) => want[name].trim());
    form.querySelector("[type=reset]").hidden = used.length === 0;
    const query = new URLSearchParams(used.map((name) => [name, want[name].trim()])).toString();
    history.replaceState(null, "", `${location.pathname}${query && `?${query}`}${location.hash}`);
    offer(used);
  };

  // The narrowest feed that holds all of the view: of a party, of a category, of everything.
  const offer = (used) => {
    const link = at("subscribe");
    const options = ["party", "category"].map((name) => form.elements[name].selectedOptions[0]);
    const option = options.find((each) => each.dataset.href);
    const href = option ? option.dataset.href : form.dataset.href;
    link.hidden = !href;
    if (!href) return;
    const exact = used.length === (option ? 1 : 0);
    const words = exact ? form.dataset.feed : form.dataset.wider;
    link.href = href;
    link.textContent = words.replace("{feed}", () => (option ? option.text : form.dataset.all));
  };

  // RFC 5545, sections 3.1 (lines of at most 75 octets) and 3.3.11 (text).
  const fold = (line) => {
    const lines = [];
    let part = "";
    let octets = 0;
    for (const letter of line) {
      const size = new TextEncoder().encode(letter).length;
      if (octets + size > 74) {
        lines.push(part);
        part = " ";
        octets = 1;
      }
      part += letter;
      octets += size;
    }
    return [...lines, part].join("\r\n");
  };
  const escaped = (text) => text.replace(/[\\;,]/g, "\\$&").replace(/\s*\n\s*/g, "\\n");
  const dayAfter = (day) => {
    const [year, month, date] = [day.slice(0, 4), day.slice(4, 6), day.slice(6)].map(Number);
    const next = new Date(0);
    next.setUTCFullYear(year, month - 1, date + 1);
    return next.toISOString().slice(0, 10).replaceAll("-", "");
  };
  const told = (card) =>
    [...card.querySelectorAll(".what p")].map((each) => each.textContent.trim().replace(/\s+/g, " ")).join("\n");

  // The events of the feeds, but for their descriptions: here these are what the page tells. A page
  // knows of no revisions, and so has SEQUENCE 0 and its as-of day, as a feed without a memory does.
  const uidOf = (card) => card.dataset.uid || card.id;
  const event = (card, uid, [first, last], words, siblings) => {
    const web = location.protocol.startsWith("http");
    const sure = card.dataset.standing || "CONFIRMED";
    const summary = sure === "CANCELLED" ? "{text}" : words;
    const names = new Map([...form.elements.category.options].map((each) => [each.value, each.text]));
    // Feeds in English have the keys, as they always had.
    const filed = (each) => (document.documentElement.lang === "en" ? decodeURIComponent(each) : names.get(each));
    const categories = card.dataset.category.split(" ").map((each) => escaped(filed(each)));
    return [
      "BEGIN:VEVENT",
      `SUMMARY:${escaped(summary.replace("{text}", () => card.dataset.summary))}`,
      `DTSTART;VALUE=DATE:${first}`,
      `DTEND;VALUE=DATE:${dayAfter(last)}`,
      `DTSTAMP:${form.dataset.stamp}`,
      `UID:${uid}@${form.dataset.domain}`,
      "SEQUENCE:0",
      `CATEGORIES:${categories.join(",")}`,
      `DESCRIPTION:${escaped(told(card))}`,
      `LAST-MODIFIED:${form.dataset.stamp}`,
      ...(card.dataset.place ? [`LOCATION:${escaped(card.dataset.place)}`] : []),
      ...siblings.map((each) => `RELATED-TO;RELTYPE=SIBLING:${each}@${form.dataset.domain}`),
      `STATUS:${sure}`,
      "TRANSP:TRANSPARENT",
      ...(web ? [`URL:${location.origin}${location.pathname}#${uidOf(card)}`] : []),
      "X-MICROSOFT-CDO-BUSYSTATUS:FREE",
      "END:VEVENT",
    ];
  };

  // A long window is told by its two ends: a bar would fill every day of a month.
  const eventsOf = (card, present) => {
    const [first, last] = card.dataset.days.split("/");
    const siblings = (card.dataset.also || "").split(" ").filter((uid) => present.has(uid));
    const { opens, closes } = card.dataset.edges === undefined ? {} : form.dataset;
    if (!opens) return event(card, uidOf(card), [first, last], "{text}", siblings);
    return [
      ...event(card, uidOf(card), [first, first], opens, siblings),
      ...event(card, `${uidOf(card)}.closes`, [last, last], closes, []),
    ];
  };

  const download = () => {
    const shown = cards.filter((card) => !card.hidden && card.dataset.days);
    const present = new Set(shown.map(uidOf));
    const events = shown.flatMap((card) => eventsOf(card, present));
    const lines = [
      "BEGIN:VCALENDAR",
      "VERSION:2.0",
      "PRODID:-//calendar-gen//digest//EN",
      ...events,
      "END:VCALENDAR",
      "",
    ];
    const file = new Blob([lines.map(fold).join("\r\n")], { type: "text/calendar" });
    const link = document.createElement("a");
    link.href = URL.createObjectURL(file);
    link.download = form.dataset.file;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  };

  const restore = () => {
    const asked = new URLSearchParams(location.search);
    for (const name of names) {
      const field = form.elements[name];
      field.value = asked.get(name) || "";
      if (field.selectedIndex === -1) field.value = "";
    }
  };

  const led = () => {
    try {
      return document.getElementById(decodeURIComponent(location.hash.slice(1)));
    } catch {
      return null;
    }
  };

  // A link to what is left out brings all back, and leads to it. The step before it in the history
  // still holds the view.
  const reveal = () => {
    const target = led();
    if (!target) return;
    for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) {
      fold.open = true;
    }
    if (!target.closest("[hidden]")) return;
    for (const name of names) form.elements[name].value = "";
    show();
    target.scrollIntoView();
  };

  // Each step in the history has its view: after a link, and on the way back.
  const arrive = () => {
    restore();
    show();
    reveal();
  };

  form.addEventListener("input", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => {
    setTimeout(show);
    form.elements.party.focus();
  });
  at("download").addEventListener("click", download);
  addEventListener("popstate", arrive);
  form.hidden = false;
  arrive();
}
