"""The letters of a received case, from its actions and contents: which one, and what it says.

Free of Qt and of the store: whoever has the case file hands it in.
"""
