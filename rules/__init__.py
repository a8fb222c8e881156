"""The expert system: what someone told, compared with function profiles, answered with explained steps.

A pure core: its functions get what they need as arguments and return frozen dataclasses.
The front door is `rules.advice.advise`.
"""

import os

# One thread for linear algebra, set before numpy is first imported. Our matrices are small: a second thread mostly waits and
# burns a core while it does (a start took 40 s of processor time in place of 17), and sums must not depend on how many there are.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("OMP_NUM_THREADS", "1")
