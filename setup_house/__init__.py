"""What `run.py` does: sets up the checkout and starts its parts. Standard library only.

It runs before anything is installed, so it must import neither the counter nor any package.
"""
