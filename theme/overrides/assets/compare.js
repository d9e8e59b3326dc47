// Filters, order, side by side, CSV; all kept in the address.
const [form, side, table] = every("#filter, #side, #all"), [dated] = every("[data-day]", table), [body] = table.tBodies;
const fields = every("input, select", form), { sort, turn, csv, told } = form.elements, { stage } = form.dataset;
const rows = [];
let loaded, aside = asked.get("view") !== "all";

const text = (part) => part?.textContent.replace(/\s+/g, " ").trim() ?? "";
const find = (row, name, what) => row.cells[names.indexOf(name)].querySelector(what);
const answer = (row, name) => find(row, name, "th a, data");
const evidence = (row, name) => text(find(row, name, ".b-meta a, .b-none"));
const tick = (row) => find(row, "programme", "input");

const tests = {
  [stage]: (row, word) => answer(row, stage)?.value.split(" ").includes(word),
  evidence: (row, word) => evidence(row, stage) === word,
  country: (row, code) => row.dataset.country === code,
  partner: (row, slug) => row.dataset.partners.split(" ").some((who, at, all) => who === slug && all[at + 1] <= dated.dataset.day),
  text: (row, words) => words.toLowerCase().split(" ").every((word) => text(row).toLowerCase().includes(word)),
  sort: () => true,
};

function order() {
  const [, back, name] = /(-?)(.*)/.exec(sort.value);
  for (const head of heads) head.ariaSort = head.dataset.name !== name ? null : back ? "descending" : "ascending";
  const keyed = rows.map((row) => [name && (answer(row, name)?.value || text(answer(row, name))), row]);
  keyed.sort(([a], [b]) => !a - !b || a.localeCompare(b, "en", { numeric: true }) * (back ? -1 : 1));
  if (keyed.some(([, row], at) => body.rows[at] !== row)) body.append(...keyed.map(([, row]) => row));
}

function lay(picks) {
  const line = (head, tag, at) => `<tr>${head}${picks.map((row) => tag + row.cells[at].lastElementChild.innerHTML).join("")}`;
  const lines = heads.map((head, at) => line(`<th scope="row">${text(head)}`, "<td>", at));
  lines[0] = `<thead>${line('<th scope="col">Question', '<th scope="col">', 0)}<tbody>`;
  side.innerHTML = `<table class="b-table"><caption>As of ${text(dated)}</caption>${lines.join("")}`;
}

async function load() {
  rows.push(...body.rows);
  for await (const page of onward()) for (const row of every("[data-row]", page)) rows.push(row), (tick(row).hidden = false);
  if (asked.has("day")) every("[name=day]")[0].onchange();
}

async function refresh() {
  await (loaded ??= load());
  order();
  const there = [...body.rows].filter((row) => row.dataset.from <= dated.dataset.day);
  const shown = there.filter((row) => fields.every(({ name, value }) => !value || tests[name](row, value)));
  const picks = rows.filter((row) => tick(row).checked);
  for (const row of rows) {
    row.hidden = !shown.includes(row);
    tick(row).disabled = picks.length > 3 && !tick(row).checked;
  }
  told.value = `${shown.length} of ${there.length} programmes, ${picks.length} picked`;
  turn.disabled = picks.length < 2;
  aside &&= !turn.disabled;
  turn.ariaPressed = table.parentNode.hidden = aside;
  side.hidden = !aside;
  if (aside) lay(picks);
  for (const { name, value } of fields) remember(name, value);
  remember("pick", `${picks.map((row) => row.dataset.row)}`);
  remember("view", turn.disabled || aside ? "" : "all");
  return shown;
}

// Nothing becomes a formula.
csv.onclick = async () => {
  const quoted = (cell) => `"${cell.replace(/^(?='|[ \u00a0\u3000]*[=+\-@＝＋－＠])/, "'").replaceAll('"', '""')}"`;
  const { day } = dated.dataset;
  const lines = (await refresh()).map((row) => names.flatMap((name) => [text(answer(row, name)), answer(row, name)?.href ?? evidence(row, name)]));
  lines.unshift(heads.flatMap((head, at) => [text(head), at ? `${text(head)}: evidence` : `Page, as of ${day}`]));
  const file = new Blob(["\ufeff", ...lines.map((line) => `${line.map(quoted)}\r\n`)], { type: "text/csv" });
  Object.assign(document.createElement("a"), { href: URL.createObjectURL(file), download: `compare-${day}.csv` }).click();
};

for (const head of heads) {
  head.innerHTML = `<button type="button">${head.innerHTML}</button>`;
  head.onclick = () => refresh((sort.value = `${head.ariaSort === "ascending" ? "-" : ""}${head.dataset.name}`));
}
for (const field of fields) field.value = asked.get(field.name) ?? "";
form.oninput = body.oninput = refresh;
form.onreset = () => setTimeout(refresh);
turn.onclick = () => refresh((aside = !aside));
addEventListener("travel", refresh);
if (location.search) (loaded = load()).then(() => {
  const picked = `${asked.get("pick")}`.split(",", 4).map((pick) => rows.find(({ dataset }) => `${dataset.row}.`.startsWith(`${pick}.`)));
  for (const row of rows) tick(row).checked = picked.includes(row);
  refresh();
});
