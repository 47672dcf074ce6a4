"""The operators of the rule language, three-valued: met, not met, unknown.

`places` tells where an element is read, `qualifiers` what it asks of a mention, `concept` and `operators` what an
element is, `happened` what is read by date.
"""
