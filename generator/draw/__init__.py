"""Pictures made at build time: SVG that follows light and dark by CSS variables, with a text equivalent."""
