"""Training of the stance network: reads labelled pairs from a path, writes ONNX files and their model card."""
