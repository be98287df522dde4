"""What the door asks for."""

from __future__ import annotations

from typing import Annotated

from pydantic import StringConstraints

from consult.forms.reading import Form

Email = Annotated[str, StringConstraints(min_length=3, max_length=254)]
Password = Annotated[str, StringConstraints(min_length=1, max_length=1000)]
"""What is typed as a password; whether a new one is good enough is said by `domain/people/passwords.py`."""


class SignInForm(Form):
    """E-mail and password."""

    email: Email
    password: Password


class AddressForm(Form):
    """The address of somebody who forgot the password. Any text: the answer is the same."""

    email: Email


class PasswordForm(Form):
    """A new password."""

    password: Password
