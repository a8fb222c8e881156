"""What people say and how they say it: words in, a meaning out. Nothing here knows of a talk."""
