"""The demo newsroom: articles, a library and people at work, all of it fictional, loaded by ``manage.py seed_demo``."""
