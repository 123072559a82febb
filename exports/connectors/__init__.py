"""The systems that a publication is sent to, each behind the protocol in ``base`` and named in the settings."""
