"""People at the server: who there is, how they sign in, what their sessions allow.

A password is checked and made on a thread of its own, never on the event loop nor within a
transaction. Of passwords a verifier is kept, of session tokens a hash.
"""
