"""Passwords, keys and tokens, taken out of all that is logged or printed.

They stand in settings and in the environment: in the address of the database, of a proxy, of a
feed or of a store, as a key, or as the secret path of a webhook.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit
from urllib.request import getproxies

HIDDEN = "***"
_SHORTEST = 4
"""Characters: what is shorter would be found in ordinary words, and protects nothing."""
_SECRET_NAME = re.compile(r"PASSWORD|PASSWD|SECRET|TOKEN|APIKEY|(?:^|_)KEY(?:_|$)")
_SECRET_PATHS = ("ALERT_URL",)
"""Addresses whose path is the secret, as a webhook's is."""
_secrets: set[str] = set()
_formatter = logging.Formatter()


def secrets_in(settings: Mapping[str, Any], environment: Mapping[str, str]) -> set[str]:
    """Return the secrets that settings and environment hold, as written and as decoded."""
    found: set[str] = set()
    for name, value in [*settings.items(), *environment.items()]:
        if isinstance(value, str) and _SECRET_NAME.search(name.upper()):
            found.add(value)
        for text in _texts(value):
            found.update(_in_address(text, whole=name.upper().endswith(_SECRET_PATHS)))
    for proxy in getproxies().values():
        found.update(_in_address(proxy, whole=False))
    return {secret for secret in found if len(secret) >= _SHORTEST}


def hide(secrets: Iterable[str]) -> None:
    """Take these out of every log record from now on, and of what :func:`redacted` is given."""
    _secrets.update(secrets)
    known = logging.getLogRecordFactory()
    if getattr(known, "hides_secrets", False):
        return

    def factory(*args: Any, **kwargs: Any) -> logging.LogRecord:  # noqa: ANN401
        record = known(*args, **kwargs)
        if _secrets:
            _clean(record)
        return record

    factory.hides_secrets = True  # type: ignore[attr-defined]
    logging.setLogRecordFactory(factory)


def redacted(text: str) -> str:
    """Return a text without the secrets that are known."""
    for secret in sorted(_secrets, key=len, reverse=True):
        text = text.replace(secret, HIDDEN)
    return text


def _clean(record: logging.LogRecord) -> None:
    try:
        message = record.getMessage()
    except Exception:  # the handler will tell of it
        return
    clean = redacted(message)
    if clean != message:
        record.msg, record.args = clean, None
    if record.exc_info and record.exc_info[0] is not None:
        text = _formatter.formatException(record.exc_info)
        clean = redacted(text)
        if clean != text:
            record.exc_text, record.exc_info = clean, None


def _texts(value: object) -> Iterator[str]:
    """Yield the texts in a setting: itself, or the keys of a dictionary (feeds are such)."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from (str(key) for key in value)


def _in_address(text: str, *, whole: bool) -> Iterator[str]:
    if "://" not in text:
        return
    try:
        parts = urlsplit(text)
        password = parts.password
    except ValueError:
        return
    if password:
        yield password
        yield unquote(password)
        # Whoever left an @ in it unescaped has another one's reading of it, in pieces, in messages.
        yield from password.split("@")
    for name, value in parse_qsl(parts.query):
        if _SECRET_NAME.search(name.upper()):
            yield value
    if whole:
        yield text.partition(parts.netloc)[2].strip("/")
