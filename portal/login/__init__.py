"""Who is talking: the ways to sign in, sessions, roles, and the dependencies that let somebody in.

Starts reading at `sign_in.py`; routes need no more than what is named here. How it is set up stands in docs/LOGIN.md.
"""

from portal.login.access import absent, possible_session, required_role, required_session
from portal.login.session import Session
from portal.login.sign_in import Login
from portal.roles import Role

__all__ = ["Login", "Role", "Session", "absent", "possible_session", "required_role", "required_session"]
