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
    "name": N_("Name"),
    "place": N_("Place"),
    "organisation": N_("Name of an organisation"),
    "handle": N_("Name used online"),
    "photo": N_("Picture"),
    "biometric": N_("Body measurement"),
    "own": N_("Word of your organisation’s list"),
}

CATEGORIES = {
    "phone": "PHONE",
    "fax": "FAX",
    "email": "EMAIL",
    "ssn": "SSN",
    "record": "MRN",
    "plan_number": "HEALTH_PLAN",
    "account": "ACCOUNT",
    "licence": "LICENSE",
    "vehicle": "VEHICLE",
    "device": "DEVICE",
    "url": "URL",
    "ip": "IP",
    "date": "DATE",
    "age_over_89": "DATE",
    "zip": "GEO",
    "street": "GEO",
    "name": "NAME",
    "place": "GEO",
    "organisation": "OTHER",
    "handle": "OTHER",
    "photo": "PHOTO",
    "biometric": "BIOMETRIC",
    "own": "OTHER",
}
"""Our kinds in the categories of 45 CFR 164.514(b)(2)(i), as labelled texts name them."""


def label(kind: str) -> str:
    """The kind in plain words, for the catalogue."""
    return LABELS[kind]
