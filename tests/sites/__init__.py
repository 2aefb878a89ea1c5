"""Invented issues in the true form of each vendor's pages, written as web sites for replay.

``python -m tests.sites`` writes them into ``fixtures/platforms``; newspaper, people and events are
invented.  What is right follows from the stories, not from what the platforms read.
"""
