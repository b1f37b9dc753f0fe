"""What a release is made with: locks, list of third parties, SBOM. Standard library only."""
