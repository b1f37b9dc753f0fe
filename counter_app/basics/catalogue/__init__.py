"""The entries of the error catalogue, one module an area. Must hold nothing but entries."""
