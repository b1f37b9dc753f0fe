"""What an act on a case needs of its content: asked by counter and server alike.

`cases.following` says what may follow what without looking into content; this says the rest. Must
not know where actions are kept, nor who asks.
"""
