"""The lists of who reviews: community, county and its lead, municipal."""
