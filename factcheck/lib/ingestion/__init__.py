"""Bytes in, clean text and facts out: HTML, PDF, DOCX, Markdown and plain text. Plain Python, no Django.

``sandbox.read_safely`` is what the product calls; ``reader.read`` does the same work in the calling process.
"""
