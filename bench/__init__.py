"""Ratios of the project's speed to a known yardstick, measured side by side in one run."""
