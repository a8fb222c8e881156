"""Watching over the service: logs without anybody's words, metrics, health, traces. How it is set up stands in docs/OPERATIONS.md."""
