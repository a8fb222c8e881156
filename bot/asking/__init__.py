"""One module per kind of question: how it is asked, and what is made of an answer."""
