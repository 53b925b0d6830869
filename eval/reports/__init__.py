"""Reports of an evaluation: terminal table, JSON, JUnit XML, Markdown, one HTML page. Pure."""
