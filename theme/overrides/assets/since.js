// What changed since a day; older years come from their own pages.
for (const form of every(".b-since")) {
  const field = form.elements.since, lists = every("[data-list]"), waiting = form.dataset.years.match(/\d+/g) ?? [];

  async function older(year) {
    const html = await (await fetch(`${year}/`)).text();
    // What leads two steps up from there leads one step up from here.
    const page = new DOMParser().parseFromString(html.replaceAll('href="../', 'href="'), "text/html");
    for (const list of lists) list.append(...every(`[data-list=${list.dataset.list}] > li`, page));
  }

  async function show() {
    const since = field.value || form.dataset.year;
    while (waiting[0] >= since.slice(0, 4)) await older(waiting.shift());
    for (const item of every("[data-list] > li")) item.hidden = item.dataset.from < since;
    const [changes, claims] = lists.map((list) => every("li:not([hidden])", list).length);
    every("output", form)[0].value = `Answers changed: ${changes}, new claims: ${claims}`;
    remember("since", field.value);
  }

  form.onchange = show;
  if ((field.value = asked.get("since"))) show();
}
