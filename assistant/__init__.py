"""From a question and a ranking to a reply whose every quotation is proven."""
