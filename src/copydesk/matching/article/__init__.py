"""The article: laid out once, sentence by sentence, for all claims."""
