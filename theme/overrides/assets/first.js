// Before the theme's script: feeds are not translations of the site, and the search index waits until search is used.
for (const link of document.querySelectorAll("link[rel=alternate][type]")) link.rel = "alternate feed";

const searched = new Promise((use) => {
  if (/[?&][qh]=/.test(location.search)) use();
  for (const what of ["focusin", "pointerover", "change"]) addEventListener(what, ({ target }) => target.closest?.(".md-search, #__search") && use());
});
self.XMLHttpRequest = class extends XMLHttpRequest {
  open(method, url, ...more) {
    this.ready = /search_index\.json$/.test(url) && searched;
    super.open(method, url, ...more);
  }
  async send(body) {
    await this.ready;
    super.send(body);
  }
};
