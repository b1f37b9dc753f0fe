"""Qt threads, nothing else: long work off the window, one `changed` signal back."""
