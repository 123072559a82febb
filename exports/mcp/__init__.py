"""A server of the Model Context Protocol on standard input and output, over the API of the desk."""
