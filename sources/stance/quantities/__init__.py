"""Quantities of two texts: read, aligned by what they measure, compared, and worked out from their parts."""
