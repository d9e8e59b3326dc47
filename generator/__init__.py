"""The EV Brief: dated, sourced claims in, a searchable briefing out."""

__version__ = "0.1.0"
