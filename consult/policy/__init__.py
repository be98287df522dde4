"""Who may do what: pure rules, one sentence each, no database. `No` carries the reason in plain words.

What a person may know of at all is another question, answered by `visible_to` on each table.
"""

from consult.policy.cases import *
from consult.policy.groups import *
from consult.policy.people import *
from consult.policy.plans import *
from consult.policy.protection import *
from consult.policy.strikes import *
from consult.policy.suggestions import *
