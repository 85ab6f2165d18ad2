"""A coalition to look around in: two years of invented people, told in the records of the vocabulary.

The words are in resources/samples, as tables and lists that can be read without this program.
Everything is told relative to a day, so that one of the meetings is tonight; given the same
day, the same records come out, with the same ids.

    words         the tables and lists
    chance        what looks like chance and is always the same
    calendar      days and moments relative to today
    deed          something somebody did at a moment: an Edit
    cast          the people and the organizations, by name
    people, partners, engagements, meetings, training, progress, money, ...: their deeds
    office        a state office that has confirmed what is older than a few days
    loading       load_sample(store, today)
    opening       open_sample(profile, today), discard_sample(profile)
"""
