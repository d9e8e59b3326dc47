{#- Made once for the site: what is of no use without scripts is put in from here and stands on no page. -#}
{
  // What the theme keeps, by the address of the site.
  const site = new URL("{{ base_url }}", document.currentScript.src);
  __md_get = (name) => JSON.parse(localStorage.getItem(`${site.pathname}.${name}`));
  __md_set = (name, value) => localStorage.setItem(`${site.pathname}.${name}`, JSON.stringify(value));

  // Colours before anything is seen in others.
  customElements.define("b-tools", class extends HTMLElement {
    connectedCallback() {
      const { media = "" } = __md_get("__palette")?.color ?? {};
      if (/dark/.test(media) || (!/light/.test(media) && matchMedia("(prefers-color-scheme: dark)").matches)) document.body.dataset.mdColorScheme = "slate";
      this.outerHTML = `{% include "partials/tools.html" %}`;
    }
  });

  // Feeds are not translations of the site; the search index waits until search is used.
  for (const link of document.querySelectorAll("link[rel=alternate][type]")) link.rel = "alternate feed";
  const searched = new Promise((use) => {
    if (/[?&][qh]=/.test(location.search)) use();
    for (const what of ["focusin", "pointerover", "change"]) addEventListener(what, ({ target }) => target.closest?.(".md-search, #__search") && use());
  });
  self.XMLHttpRequest = class extends XMLHttpRequest {
    open(how, url) {
      this.ready = /search_index\.json$/.test(url) && searched;
      super.open(how, url);
    }
    async send() {
      await this.ready;
      super.send();
    }
  };
}
