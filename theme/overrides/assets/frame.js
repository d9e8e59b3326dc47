// Before the theme's script: what it keeps; colours before others are seen.
__md_get = (name) => JSON.parse(localStorage[name] ?? null);
__md_set = (name, value) => (localStorage[name] = JSON.stringify(value));
const { index } = __md_get("__palette") ?? {};
if (index === 2 || (!index && matchMedia("(prefers-color-scheme: dark)").matches)) document.body.dataset.mdColorScheme = "slate";

// Feeds are not translations of the site; the search index waits until search is used.
for (const link of document.querySelectorAll("link[type]")) link.rel += " feed";
const searched = new Promise((use) => {
  if (/[?&][qh]=/.test(location.search)) use();
  addEventListener("focusin", ({ target }) => target.closest(".md-search") && use());
});
const { send } = XMLHttpRequest.prototype;
XMLHttpRequest.prototype.send = async function () {
  if (this.responseType) await searched;
  send.call(this);
};
