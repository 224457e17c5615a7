"""Bistand: real-time agent assist. Start reading at `assist.core.session`."""

__version__ = "0.1.0"
