"""How fast the counter is, each part beside a bare measure of the same work in the same run."""
