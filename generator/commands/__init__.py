"""The commands of `brief`, one module for each group: options in, the library called, text out."""
