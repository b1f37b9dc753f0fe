"""One file for each thing that a person does at the desk; each one function, one commit.

Every function takes the `Desk` first, may be called from any thread, and raises `CounterError`
with an entry of the catalogue. Must not know Qt, nor judge a form: it asks the form's facade.
"""
