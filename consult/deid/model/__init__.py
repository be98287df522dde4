"""The second layer: a small model that looks at the words again, where it is installed.

Everything here but `network.py` is light and pure. A server runs the network in a process of its own
(`consult/domain/second_look.py`); a command may load it where it is (`looking.py`).
"""
