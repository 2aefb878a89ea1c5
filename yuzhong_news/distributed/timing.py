"""How long a worker waits for what, in seconds."""

from __future__ import annotations

from typing import NamedTuple

_BACKOFF = 4.0
_LONGEST_WAIT = 6 * 3600
_POLLING = 5.0


class Timing(NamedTuple):
    """All other times follow from ``stalled``, so that they cannot contradict one another.

    A worker renews its jobs every ``heartbeat``.  When it could not for ``unsure``, it stops to
    beat, and ``patience`` later its crawls end themselves; that is before ``stalled``, when
    another worker takes its jobs.
    """

    stalled: float = 60
    delay: float = 2
    stop: float = 30
    limit: float = 4 * 3600
    retries: int = 5
    retry_delay: float = 60

    @property
    def heartbeat(self) -> float:
        """Seconds between two signs of life."""
        return self.stalled / 6

    @property
    def unsure(self) -> float:
        """Seconds since the last confirmed sign, after which a crawl must not go on."""
        return self.stalled / 2

    @property
    def patience(self) -> float:
        """Seconds that a crawl waits for its worker's next beat."""
        return self.stalled / 4

    @property
    def beat(self) -> float:
        """Seconds between two beats to a crawl."""
        return self.patience / 5

    @property
    def polling(self) -> float:
        """Seconds between two looks for a job."""
        return min(_POLLING, self.heartbeat)

    def wait_after(self, failures: int) -> float:
        """Return the seconds to wait after so many failures of a job."""
        wait: float = self.retry_delay * _BACKOFF ** (failures - 1)
        return min(wait, _LONGEST_WAIT)
