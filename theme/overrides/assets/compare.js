// The table of all questions: filters, sorting, programmes side by side, CSV; all of it kept in the address.
{
  const [form, side, table] = every("#filter, #side, #all"), body = table.tBodies[0];
  const { sort, turn, csv } = form.elements, { stage } = form.dataset;
  const rows = [...body.rows], heads = [...table.tHead.rows[0].cells];
  const names = heads.map((head) => head.dataset.name), staged = names.indexOf(stage);
  const { compare } = new Intl.Collator("en", { numeric: true }), asked = new URLSearchParams(location.search);
  let day = every(".b-then [name=day]")[0]?.value ?? "9", picks = [], aside = asked.get("view") !== "all";

  const text = (part) => part?.textContent.replace(/\s+/g, " ").trim() ?? "";
  const answer = (row, at) => row.cells[at].querySelector(at ? "data" : "a");
  const evidence = (row, at) => text(row.cells[at].querySelector(".b-meta a, .b-none"));
  const there = (row) => row.dataset.from <= day, shown = () => [...body.rows].filter((row) => !row.hidden);

  const tests = {
    [stage]: (row, word) => answer(row, staged)?.value.split(" ").includes(word),
    evidence: (row, word) => evidence(row, staged) === word,
    country: (row, code) => row.dataset.country === code,
    partner: (row, slug) => row.dataset.partners.split(" ").some((who, at, all) => who === slug && all[at + 1] <= day),
    text: (row, words) => words.toLowerCase().split(/\s+/).every((word) => text(row).toLowerCase().includes(word)),
  };
  const fields = [...form.elements].filter(({ name }) => tests[name]);

  function order() {
    const way = sort.value[0] === "-" ? -1 : 1, at = names.indexOf(sort.value.replace(/^-/, ""));
    heads.forEach((head, place) => (head.ariaSort = place !== at ? null : way < 0 ? "descending" : "ascending"));
    const keyed = rows.map((row) => [at < 0 ? 0 : answer(row, at)?.value || text(answer(row, at)).toLowerCase(), row]);
    // What is not known comes last.
    keyed.sort(([a], [b]) => (a === "") - (b === "") || compare(a, b) * way);
    if (keyed.some(([, row], place) => body.rows[place] !== row)) body.append(...keyed.map(([, row]) => row));
  }

  // Columns are programmes, rows are questions.
  function lay() {
    const lines = heads.map((head, at) => {
      const cells = picks.map((row) => (at ? `<td>${there(row) ? row.cells[at].children[0].innerHTML : ""}` : `<th scope="col">${answer(row, 0).outerHTML}`));
      return `<tr><th scope="${at ? "row" : "col"}">${at ? text(head) : "Question"}${cells.join("")}`;
    });
    side.innerHTML = `<table class="b-table"><caption>As of ${text(table.querySelector("[data-day]"))}</caption><thead>${lines.shift()}<tbody>${lines.join("")}`;
  }

  function refresh() {
    aside &&= picks.length > 1;
    for (const row of rows) {
      row.hidden = !there(row) || !fields.every(({ name, value }) => !value.trim() || tests[name](row, value.trim()));
      row.tick.checked = picks.includes(row);
      row.tick.disabled = !row.tick.checked && picks.length > 3;
    }
    order();
    every("output", form)[0].textContent = `${shown().length} of ${rows.filter(there).length} programmes, ${picks.length} picked`;
    turn.disabled = picks.length < 2;
    turn.ariaPressed = table.parentNode.hidden = aside;
    side.hidden = !aside;
    if (aside) lay();
    for (const { name, value } of [...fields, sort]) remember({ [name]: value.trim() });
    remember({ pick: `${picks.map((row) => row.dataset.row)}`, view: picks.length > 1 && !aside && "all" });
  }

  // Quoted as in the files under data/: nothing becomes a formula, and one apostrophe taken away gives the text.
  function take() {
    const quoted = (cell) => `"${cell.replace(/^(?='|[ \u00a0\u3000]*[=+\-@＝＋－＠])/, "'").replaceAll('"', '""')}"`;
    const on = table.querySelector("[data-day]").dataset.day;
    const top = heads.flatMap((head, at) => [text(head), at ? `${text(head)}: evidence` : `Page, as of ${on}`]);
    const lines = shown().map((row) => heads.flatMap((_, at) => [text(answer(row, at)), at ? evidence(row, at) : answer(row, 0).href]));
    const file = new Blob([top, ...lines].map((line) => `${line.map(quoted)}\r\n`), { type: "text/csv" });
    Object.assign(document.createElement("a"), { href: URL.createObjectURL(file), download: `compare-${on}.csv` }).click();
  }

  heads.forEach((head, at) => {
    head.innerHTML = `<button type="button">${head.innerHTML}</button>`;
    head.addEventListener("click", () => refresh((sort.value = `${sort.value === names[at] ? "-" : ""}${names[at]}`)));
  });
  for (const row of rows) {
    row.tick = Object.assign(document.createElement("input"), { type: "checkbox", ariaLabel: `Pick ${text(answer(row, 0))}` });
    row.cells[0].prepend(row.tick);
    row.tick.addEventListener("change", () => refresh((picks = [...picks.filter((one) => one.tick.checked), ...(row.tick.checked ? [row] : [])])));
  }
  form.addEventListener("input", refresh);
  form.addEventListener("reset", () => setTimeout(refresh, 0, (picks = [])));
  csv.addEventListener("click", take);
  turn.addEventListener("click", () => refresh((aside = !aside)));
  addEventListener("travel", ({ detail }) => refresh((day = detail || "9")));

  for (const field of [...fields, sort]) field.value = asked.get(field.name) ?? "";
  const wanted = (asked.get("pick") ?? "").split(",").map((pick) => rows.find(({ dataset }) => `${dataset.row}.`.startsWith(`${pick}.`)));
  picks = [...new Set(wanted)].filter(Boolean).slice(0, 4);
  refresh();
}
