"""Indexes over vectors: one file per engine; similarity is always higher for nearer."""

from guidelines_kb.indexes.flat import FlatIndex

__all__ = ["FlatIndex"]
