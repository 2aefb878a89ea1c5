"""Spiders: what brings the pages. Each yields one ``PageSource`` for each page of an issue."""
