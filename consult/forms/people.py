"""What people may change of their own account."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, StringConstraints

from consult.core.texts import _
from consult.core.tidy import tidy
from consult.forms.reading import Form
from consult.forms.sign_ins import Email, Password


def visible_line(text: str) -> str:
    """One line that people can see: nothing in it hides, turns the writing around, or breaks the line."""
    line = " ".join(tidy(text).split())
    if not any(char.isalnum() for char in line):
        raise ValueError(_("Fill this in to go on."))
    return line


Name = Annotated[str, StringConstraints(min_length=1, max_length=80), AfterValidator(visible_line)]


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
