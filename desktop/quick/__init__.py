"""Reading one typed line, in English or Spanish: whom to call when, what to do, who is new.

No Qt, no store: who is meant by a name, and what is made of it, is said elsewhere.
"""
