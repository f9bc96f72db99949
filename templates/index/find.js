"use strict";
// Lets readers find a feed by its name. Without it all feeds are shown and the field stays hidden.
{
  const form = document.getElementById("find");
  const told = form.querySelector("output");
  // "Côte d’Ivoire" is typed as "cote d'ivoire", "Bosnia & Herzegovina" with "and".
  const plain = (text) =>
    text
      .replace(/[‘’ʻʼ´`]/gu, "'")
      .normalize("NFKD")
      .replace(/\p{M}/gu, "")
      .replace(/&/gu, "and")
      .toLowerCase();
  const groups = [...document.querySelectorAll("section.group")].map((group) => ({
    group,
    feeds: [...group.querySelectorAll(".feeds > li")].map((feed) => ({
      feed,
      name: plain(`${feed.querySelector("bdi").textContent} ${feed.dataset.path}`),
    })),
  }));
  const total = groups.reduce((sum, { feeds }) => sum + feeds.length, 0);

  const show = () => {
    const words = plain(form.elements.words.value).split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const { group, feeds } of groups) {
      let some = false;
      for (const { feed, name } of feeds) {
        const fits = words.every((word) => name.includes(word));
        feed.hidden = !fits;
        some ||= fits;
        shown += fits ? 1 : 0;
      }
      group.hidden = !some;
    }
    const text = form.dataset.shown.replace("{n}", shown).replace("{total}", total);
    told.textContent = words.length ? text : "";
  };

  form.hidden = false;
  form.addEventListener("input", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  show(); // a browser that comes back to the page puts in again what was typed
}
