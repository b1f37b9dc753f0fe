"""From a paper to a sheet: trays, preview, printers. Must not know whose papers they are."""
