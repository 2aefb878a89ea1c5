"""Why an export could not be written, in words for the person who asked for it."""


class ExportError(Exception):
    """Nothing was exported, and what was there before stays; the message says why."""
