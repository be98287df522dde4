"""Errors name their fields: every form's field that may be wrong is known by a name."""

from __future__ import annotations

from consult.domain.cases.bodies import CHOICES, LISTS, TEXTS
from consult.forms import Form
from consult.forms.organisations import OrganisationForm, SetupForm
from consult.forms.sign_ins import SignInForm
from consult.web.labels import field_label


def test_each_field_of_the_composer_and_of_the_first_pages_has_a_name() -> None:
    forms: tuple[type[Form], ...] = (SetupForm, OrganisationForm, SignInForm)
    own = {name for form in forms for name in form.model_fields} - {"client_id", "kept"}
    for name in (*TEXTS, *CHOICES, *LISTS, *own):
        assert field_label(name), name


def test_a_field_of_a_row_is_called_by_its_sort() -> None:
    assert (field_label("goal-0x-title"), field_label("unheard_of")) == ("Goal", "")
