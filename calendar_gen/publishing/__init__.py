"""Publishing a site that was built: to a folder, to object storage, to a CalDAV collection."""
