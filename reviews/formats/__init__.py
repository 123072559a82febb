"""What leaves a page on paper: plain values, and the files that are made of them. No Django."""
