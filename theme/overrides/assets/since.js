// What changed since a day.
const [form] = every(".b-since"), { since, told } = form.elements, lists = every("[data-list]"), older = onward();

async function show() {
  let page = form;
  while (page && since.value && lists.every((list) => !(list.lastElementChild?.dataset.from < since.value))) {
    page = (await older.next()).value;
    if (page) for (const list of lists) list.append(...every(`[data-list=${list.dataset.list}] > li`, page));
  }
  for (const item of every("[data-list] > li")) item.hidden = item.dataset.from < since.value;
  const [changes, claims] = lists.map((list) => every("li:not([hidden])", list).length);
  told.value = `Answers changed: ${changes}, new claims: ${claims}`;
  remember("since", since.value);
}

form.onchange = show;
if ((since.value = asked.get("since"))) show();
