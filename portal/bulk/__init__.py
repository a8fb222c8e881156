"""Much of the same work at once: over the processors of this machine, or over a Dask cluster."""
