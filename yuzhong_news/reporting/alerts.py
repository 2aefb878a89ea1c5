"""Alerts: a run's summary to a command, or to an address.

Neither a command's arguments nor an address' path is ever told: both often hold a secret.
"""

from __future__ import annotations

import shlex
import subprocess
import threading
import urllib.error
import urllib.request
from http.client import HTTPException
from typing import Any
from urllib.parse import urlsplit


class AlertError(Exception):
    """An alert could not be given; the message tells why, without secrets."""


def tell_command(command: str, summary: str, timeout: float) -> None:
    """Run ``command`` without a shell, with the summary on its standard input.

    It is split into words as a shell would.  Raises :class:`AlertError` where it cannot be run,
    ends with another code than 0, or takes longer than ``timeout`` seconds and is killed.
    """
    try:
        words = shlex.split(command)
    except ValueError as error:
        raise AlertError(f"ALERT_COMMAND cannot be read: {error}") from None
    if not words:
        raise AlertError("ALERT_COMMAND is empty")
    try:
        done = subprocess.run(
            words, input=summary.encode(), stdout=subprocess.DEVNULL, timeout=timeout, check=False
        )
    except subprocess.TimeoutExpired:
        message = f"ALERT_COMMAND ({words[0]}) took longer than {timeout:g} seconds and was ended"
        raise AlertError(message) from None
    except OSError as error:
        raise AlertError(f"ALERT_COMMAND ({words[0]}) cannot be run: {error.strerror}") from None
    if done.returncode:
        raise AlertError(f"ALERT_COMMAND ({words[0]}) ended with code {done.returncode}")


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A summary goes where it was to go, and nowhere else."""

    def redirect_request(self, *_: Any, **__: Any) -> None:  # noqa: ANN401 - urllib's own
        return None


def post(url: str, summary: str, timeout: float) -> None:
    """POST the summary as JSON to ``url``; raises :class:`AlertError` unless it is taken.

    An answer that is not whole after ``timeout`` seconds, however it drips, is given up.
    """
    try:
        parts = urlsplit(url)
        place = f"ALERT_URL (host {parts.hostname})"
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError
        request = urllib.request.Request(
            url, summary.encode(), {"Content-Type": "application/json"}, method="POST"
        )
    except ValueError:
        raise AlertError("ALERT_URL is no address; it begins with https:// and a host") from None
    failed: list[AlertError] = []
    # The opener's timeout is that of each read: a byte now and then would hold the run for ever.
    posting = threading.Thread(target=_post, args=(request, place, timeout, failed), daemon=True)
    posting.start()
    posting.join(timeout)
    if posting.is_alive():
        raise AlertError(f"{place} took longer than {timeout:g} seconds")
    if failed:
        raise failed[0]


def _post(
    request: urllib.request.Request, place: str, timeout: float, failed: list[AlertError]
) -> None:
    try:
        with urllib.request.build_opener(_NoRedirect).open(request, timeout=timeout):
            pass
    except urllib.error.HTTPError as error:
        error.close()
        failed.append(AlertError(f"{place} answers {error.code}"))
    except (OSError, HTTPException, ValueError) as error:
        failed.append(AlertError(f"{place} cannot be reached: {type(error).__name__}"))
