"""Reading, by name: a module for each of the models."""
