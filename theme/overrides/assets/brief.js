// The theme's search dialog has no name for screen readers; a script spares us a copy of its template.
document.querySelector(".md-search")?.setAttribute("aria-label", "Search");

const every = (what, from = document) => [...from.querySelectorAll(what)];
addEventListener("submit", (event) => event.target.matches(".b-filter") && event.preventDefault());

// Keeps what a reader chose in the address, so that a view can be shared.
const kept = {};
function remember(chosen) {
  Object.assign(kept, chosen);
  clearTimeout(remember.later);
  remember.later = setTimeout(() => {
    const url = new URL(location), asked = url.searchParams;
    for (const name in kept) kept[name] ? asked.set(name, kept[name]) : asked.delete(name);
    url.search = `${asked}`.replaceAll("%2C", ",");
    history.replaceState(history.state, "", url);
  }, 200);
}

// Travel in time: each slot of a page shows what it said on a day, as worked out when the page was made.
for (const form of every(".b-day")) {
  const { range, day: field } = form.elements;
  const number = (day) => Date.parse(day) / 864e5;
  const iso = (count) => new Date(count * 864e5).toISOString().slice(0, 10);
  const words = (day) => new Date(day).toLocaleDateString("en-GB", { dateStyle: "long", timeZone: "UTC" });
  const asked = number(new URLSearchParams(location.search).get("day"));
  let last = iso(range.max), past = "", steps;

  // A heading goes with all that stands under it.
  function head(heading) {
    let next = heading, empty = past;
    while ((next = next.nextElementSibling) && !(next.tagName <= heading.tagName && /H\d/.test(next.tagName))) empty &&= !next.offsetHeight;
    for (const part of [heading, ...every(`.md-nav [href="#${heading.id}"]`)]) part.hidden = empty;
  }

  function show(day, { texts, slots }) {
    past = day < last ? day : "";
    day = past || last;
    for (const part of every("[data-slot]")) {
      const slot = slots[part.dataset.slot || part.id];
      if (!slot) continue;
      let at = slot.length - 2;
      while (slot[at] > day) at -= 2;
      const html = [slot[at + 1]].flat().map((text) => texts[text]).join("\n");
      if (part.said !== html) part.innerHTML = part.said = html;
    }
    for (const part of every("[data-from]")) part.hidden = part.dataset.from > day;
    for (const part of every("[data-still]")) part.hidden = past;
    every(".md-content :is(h2, h3)[id]").reverse().forEach(head);
    for (const part of every("[data-day]")) part.textContent = words((part.dataset.day = day));
    for (const link of every("[data-slot] a[href*='companies/']")) link.search = past && `day=${past}`;
    form.classList.toggle("b-then", past);
    range.value = number((field.value = day));
    range.ariaValueText = words(day);
    every("output", form)[0].textContent = past ? `What was known on ${words(day)}` : "The latest";
    remember({ day: past });
    dispatchEvent(new CustomEvent("travel", { detail: past }));
  }

  async function go(choose) {
    const data = await (steps ??= fetch(form.dataset.steps).then((answer) => answer.json()));
    range.max = number((last = data.last));
    show(choose(data.days), data);
  }

  for (const cell of every("tr[data-row] > *")) cell.firstElementChild.dataset.slot = `${cell.parentNode.dataset.row}/${every("[data-name]")[cell.cellIndex].dataset.name}`;
  range.addEventListener("input", () => go(() => iso(range.value)));
  field.addEventListener("change", () => go(() => field.value));
  const ways = [(days) => days.findLast((day) => day < (past || last)) || past, (days) => days.find((day) => day > (past || last)), () => ""];
  every("button", form).forEach((button, at) => button.addEventListener("click", () => go(ways[at])));
  if (asked) go(() => iso(asked));
}
