"""The history of the server's tables; run by `store.schema_version`."""
