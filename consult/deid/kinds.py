"""The kinds of identifiers that are found, and what people read about them."""

from __future__ import annotations


def N_(text: str) -> str:  # noqa: N802 - gettext's customary name for "collect, translate later"
    """Mark words for the catalogue here, without knowing the catalogue."""
    return text


LABELS = {
    "phone": N_("Phone number"),
    "fax": N_("Fax number"),
    "email": N_("Email address"),
    "ssn": N_("Social security number"),
    "record": N_("Case or record number"),
    "plan_number": N_("Health plan number"),
    "account": N_("Account or card number"),
    "licence": N_("Licence or certificate number"),
    "vehicle": N_("Vehicle number"),
    "device": N_("Device number"),
    "url": N_("Web address"),
    "ip": N_("Computer address"),
    "date": N_("Date"),
    "age_over_89": N_("Age over 89"),
    "zip": N_("Zip code"),
    "street": N_("Street address"),
}


def label(kind: str) -> str:
    """The kind in plain words, for the catalogue."""
    return LABELS[kind]
