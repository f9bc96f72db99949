"""A site served over HTTP, with views of its feeds by filters in the address (extra `server`)."""
