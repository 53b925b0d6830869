"""From a folder of articles to a published index, and from a question to a ranking of passages."""
