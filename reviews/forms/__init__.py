"""What people type about reviews and the desk, cleaned: a module for each subject."""
