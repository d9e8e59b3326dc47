// The theme's search dialog has no name for screen readers; a script spares us a copy of its template.
document.querySelector(".md-search")?.setAttribute("aria-label", "Search");
