"""The open applicant, and all that is decided about it, free of any screen.

A window, a command or a server asks the same functions. Must not know Qt, a store or a network.
"""
