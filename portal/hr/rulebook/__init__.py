"""Rules for HR: the rulebook of a draft as lists, sentences, forms and tables."""
