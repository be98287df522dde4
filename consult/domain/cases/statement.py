"""What whoever posts a case says to be out of it: the eighteen sorts of identifiers, in plain words."""

from __future__ import annotations

from consult.core.texts import N_

IDENTIFIERS = (
    N_("Names, also nicknames and initials"),
    N_("Places smaller than a state: streets, towns, districts, postcodes"),
    N_("Dates closer than a year, and ages of 90 and more"),
    N_("Phone numbers"),
    N_("Fax numbers"),
    N_("E-mail addresses"),
    N_("Social security numbers"),
    N_("Numbers of medical and case records"),
    N_("Numbers of health plans and insurances"),
    N_("Account and card numbers"),
    N_("Numbers of certificates and licences"),
    N_("Vehicles: number plates and serial numbers"),
    N_("Devices: serial numbers and marks"),
    N_("Addresses of web pages and profiles"),
    N_("Addresses of computers on a network"),
    N_("Fingerprints, voices and the like"),
    N_("Photographs of a face, and pictures like it"),
    N_("Any other number, code or mark that one person alone has"),
)
"""45 CFR 164.514(b)(2)(i), A to R. They hold for the person, their family, employers and household."""
