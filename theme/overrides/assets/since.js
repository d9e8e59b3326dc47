// What changed since a day; older years come from their own pages.
for (const form of document.querySelectorAll(".b-since")) {
  const field = form.elements.since, lists = [...document.querySelectorAll("[data-list]")];
  const waiting = form.dataset.years.split(" ").filter(Boolean);
  const said = { changes: "Answers changed", claims: "new claims" };

  const older = async (year) => {
    const url = new URL(`${year}/`, location);
    const page = new DOMParser().parseFromString(await (await fetch(url)).text(), "text/html");
    for (const link of page.querySelectorAll("[data-list] a")) link.href = new URL(link.getAttribute("href"), url);
    for (const list of lists) list.append(...page.querySelectorAll(`[data-list=${list.dataset.list}] > li`));
  };

  const show = async () => {
    const since = field.value || form.dataset.year;
    while (waiting[0] >= since.slice(0, 4)) await older(waiting.shift());
    form.querySelector("output").textContent = lists.map((list) => {
      const late = [...list.children].filter((item) => {
        item.style.display = item.dataset.from < since ? "none" : "";
        return !item.style.display;
      });
      return `${said[list.dataset.list]}: ${late.length}`;
    }).join(", ");
    remember({ since: field.value });
  };

  form.hidden = false;
  form.addEventListener("change", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  field.value = new URLSearchParams(location.search).get("since") || "";
  if (field.value) show();
}
