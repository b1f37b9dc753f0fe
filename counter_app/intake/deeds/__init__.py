"""From what a person says of an act to the act: facts and content as the table of kinds has them.

The same for the command `do` and for a screen. Must not judge, seal or know a store.
"""
