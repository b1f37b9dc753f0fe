"""The lowest floor: error catalogue, clock, text, resources. Imports nothing of the house."""
