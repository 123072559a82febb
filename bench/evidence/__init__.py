"""Measures the evidence work: ``python -m bench.evidence NAME ...``, one module for each figure."""
