"""German and English as news writes them: sentences, words, names, numbers, quotations. Pure."""
