"""The supervisor behind ``manage.py up`` and ``manage.py demo``: it starts the workbench's processes and keeps them up.

Everything but ``workbench`` is plain Python: it knows no Django and no settings.
"""
