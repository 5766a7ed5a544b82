"""Trade statistics: one flow table from many sources, and what it can say of a route."""
