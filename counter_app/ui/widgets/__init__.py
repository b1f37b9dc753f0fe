"""What screens are built of: fields, tables, buttons, look. Knows no screen and no case."""
