"""The measures, one small file a family. Pure."""
