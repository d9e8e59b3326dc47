// What changed since a day; what is older comes from its own pages, each of which leads on to the next.
const [form] = every(".b-since"), field = form.elements.since, lists = every("[data-list]");
let [onward] = every("a[rel=next]");

async function show() {
  while (field.value && onward && lists.every((list) => !(list.lastElementChild?.dataset.from < field.value))) {
    const { href } = onward;
    onward = null;
    const page = new DOMParser().parseFromString(await (await fetch(href)).text(), "text/html");
    for (const link of every("a", page)) link.href = new URL(link.getAttribute("href"), href);
    for (const list of lists) list.append(...every(`[data-list=${list.dataset.list}] > li`, page));
    [onward] = every("a[rel=next]", page);
  }
  for (const item of every("[data-list] > li")) item.hidden = item.dataset.from < field.value;
  const [changes, claims] = lists.map((list) => every("li:not([hidden])", list).length);
  every("output", form)[0].value = `Answers changed: ${changes}, new claims: ${claims}`;
  remember("since", field.value);
}

form.onchange = show;
if ((field.value = asked.get("since"))) show();
