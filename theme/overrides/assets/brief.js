const every = (what, from = document) => [...from.querySelectorAll(what)];
onsubmit = (event) => event.preventDefault();

// Keeps in the address what a reader chose; not each step of a slider.
const asked = new URLSearchParams(location.search);
function remember(name, value) {
  value ? asked.set(name, value) : asked.delete(name);
  clearTimeout(remember.later);
  remember.later = setTimeout(() => {
    const url = new URL(location);
    url.search = `${asked}`.replaceAll("%2C", ",");
    history.replaceState(history.state, "", url);
  }, 200);
}

// The pages on which a list goes on; their links lead from here.
async function* onward(page = document) {
  for (let next; ([next] = every("a[rel=next]", page)) && next; yield page) {
    page = new DOMParser().parseFromString(await (await fetch(next.href)).text(), "text/html");
    for (const link of every("a", page)) link.href = new URL(link.getAttribute("href"), next.href);
  }
}

const heads = every("[data-name]"), names = heads.map(({ dataset }) => dataset.name);

// Travel in time: each slot shows what it said on a day.
for (const form of every(".b-day")) {
  const { range, day: field, told } = form.elements;
  let past = "", steps;

  function head(heading) {
    let next = heading;
    do next = next.nextElementSibling; while (next?.offsetHeight === 0);
    const empty = past && ["H2", heading.tagName].includes(next?.tagName);
    for (const part of [heading, ...every(`nav [href="#${heading.id}"]`)]) part.hidden = empty;
  }

  async function go(choose) {
    const { days, last, pieces, texts, slots } = await (steps ??= fetch(form.dataset.steps).then((answer) => answer.json()));
    const chosen = choose(days, past || last);
    past = chosen < last ? chosen : "";
    const day = (field.value = past || last);
    for (const row of every("[data-row]")) names.forEach((name, at) => (row.cells[at].lastElementChild.dataset.slot = `${row.dataset.row}/${name}`));
    const words = field.valueAsDate.toLocaleDateString("en-GB", { dateStyle: "long", timeZone: "UTC" });
    for (const part of every("[data-slot]")) {
      const slot = slots[part.dataset.slot || part.id];
      if (!slot) continue;
      let at = slot.length - 2;
      while (slot[at] > day) at -= 2;
      const html = [slot[at + 1]].flat().flatMap((n) => texts[n]).map((n) => pieces[n]).join("");
      if (part.said !== html) part.innerHTML = part.said = html;
    }
    for (const part of every("[data-from]")) part.hidden = part.dataset.from > day;
    for (const part of every("[data-still]")) part.hidden = past;
    every(".md-content :is(h2, h3)").reverse().forEach(head);
    for (const part of every("[data-day]")) part.textContent = words, part.dataset.day = day;
    for (const link of every("[data-slot] a[href*='companies/']")) link.search = past && `day=${past}`;
    form.classList.toggle("b-then", past);
    range.max = Date.parse(last) / 864e5;
    range.value = field.valueAsNumber / 864e5;
    range.ariaValueText = words;
    told.value = past ? `What was known on ${words}` : "The latest";
    remember("day", past);
    dispatchEvent(new Event("travel"));
  }

  const ways = [(days, now) => days.findLast((day) => day < now) ?? now, (days, now) => days.find((day) => day > now), () => ""];
  every("button", form).forEach((button, at) => (button.onclick = () => go(ways[at])));
  field.onchange = () => go(() => field.value);
  range.oninput = () => go(() => new Date(range.value * 864e5).toISOString().slice(0, 10));
  if (asked.has("day")) go(() => (field.value = asked.get("day")));
}
