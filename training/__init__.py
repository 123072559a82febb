"""Training of the weights that ship: reads labelled data from a path, writes ONNX files and their model card."""
