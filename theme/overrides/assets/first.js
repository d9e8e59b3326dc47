// Runs before the theme's script, which would fetch at once what most visits never need: the search index, which
// waits here until search is used, and a sitemap beside each feed, as if feeds were translations of the site.
{
  for (const link of document.querySelectorAll("link[rel=alternate][type]")) link.rel = "alternate feed";

  const { open, send } = XMLHttpRequest.prototype, search = document.querySelector(".md-search");
  const used = new Promise((use) => {
    if (/[?&][qh]=/.test(location.search)) use();
    for (const what of ["focusin", "pointerenter"]) search?.addEventListener(what, use);
    document.querySelector("#__search")?.addEventListener("change", use);
  });
  XMLHttpRequest.prototype.open = function (method, url, ...more) {
    this.waits = /search_index\.json$/.test(url);
    return open.call(this, method, url, ...more);
  };
  XMLHttpRequest.prototype.send = function (...body) {
    if (this.waits) used.then(() => send.apply(this, body));
    else send.apply(this, body);
  };
}
