"""The system's print service on Linux and macOS (CUPS, RFC 8011), asked through its own library."""
