"""The expert system: what someone told, compared with function profiles, answered with explained steps.

A pure core: its functions get what they need as arguments and return frozen dataclasses.
The front door is `rules.advice.advise`.
"""
