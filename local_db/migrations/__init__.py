"""How a store gets its tables; run by `local_db.schema_version`, one step a file in `versions`."""
