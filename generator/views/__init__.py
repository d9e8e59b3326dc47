"""What each kind of page shows, as data for its template."""
