// Search by pagefind in the theme's box: a worker of ours, and filters below the field. Each is a word of the query.
{
  const config = document.querySelector("#__config"), told = JSON.parse(config.textContent);
  const top = told.search.replace(/assets.*/, ""), field = document.querySelector(".md-search__input");
  told.search = `${top}pagefind/worker.js`;
  told.translations["search.result.other"] = "The # best pages";
  config.textContent = JSON.stringify(told);

  const row = document.createElement("div"), word = ({ name }) => RegExp(`\\s*\\b${name}:\\S*`, "i");
  const follow = () => {
    for (const one of row.querySelectorAll("select")) one.value = word(one).exec(field.value)?.[0].trim().toLowerCase() ?? "";
  };
  row.className = "b-filter";
  const ask = () => field.dispatchEvent(new Event("keyup"));
  row.addEventListener("change", ({ target }) => {
    field.value = `${field.value.replace(word(target), "")} ${target.value}`.trim();
    ask();
  });
  // The theme ends a search at Tab, and takes every other key for the field.
  row.addEventListener("keydown", (event) => (event.key === "Escape" ? event.target.blur() : event.stopPropagation()));
  field.addEventListener("keydown", (event) => event.key === "Tab" && !event.shiftKey && event.stopPropagation());
  field.addEventListener("keyup", follow);
  field.form.addEventListener("reset", () => setTimeout(ask));
  field.addEventListener("focus", async () => {
    row.innerHTML = await (await fetch(`${top}pagefind/filters.html`)).text();
    document.querySelector(".md-search__output").prepend(row);
    follow();
  }, { once: true });
}
