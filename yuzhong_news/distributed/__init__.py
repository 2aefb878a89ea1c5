"""Many machines: one job an issue, in procrastinate, and the workers that take them.

Nothing here is imported before a command needs it: procrastinate is an extra (``distributed``).
"""
