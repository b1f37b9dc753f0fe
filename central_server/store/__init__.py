"""The server's store: tables, encryption, one writer. Knows rows, not what a form asks."""
