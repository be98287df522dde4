"""What people may change of their own account."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import StringConstraints

from consult.forms.reading import Form
from consult.forms.sign_ins import Email, Password

Name = Annotated[str, StringConstraints(min_length=1, max_length=80)]


class SettingsForm(Form):
    """Name, and what one hears, shows and presses."""

    name: Name
    announcements: Literal["all", "about_me", "off"] = "all"
    shows_presence: bool = False
    single_keys: bool = False


class ThemeForm(Form):
    """Light, dark, or as the device says."""

    theme: Literal["", "light", "dark"]


class NewEmailForm(Form):
    """Another address, with the password."""

    email: Email
    password: Password


class ChangePasswordForm(Form):
    """The old password and the new one."""

    old_password: Password
    new_password: Password
