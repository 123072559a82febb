"""The embedded text index: tantivy in a folder, written by one process, read by all. The database is the record."""
