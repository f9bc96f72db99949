"""Rule files to begin with: valid as they stand, with comments that say what to change."""

_SOURCE = """calendar-gen: 1
title: Rules of our own  # what the file is about
# For help while you write: calendar-gen schema > calendar-gen.schema.json
# and this as the first line: "# yaml-language-server: $schema=calendar-gen.schema.json"

sources:
  {id}-source:  # an id of your choice; rules name it under sources:
    publisher: A newspaper
    title: An article that says so
    published: 2025-05-06  # what rests on it counts from this day on
    # url: https://example.org/article
"""

_COMMEMORATION = """
commemorations:
  - id: {id}  # names the rule for good: feeds and links use it
    title: {{en: Our day}}  # more languages: {{en: Our day, fr: Notre jour}}
    of: 1945-05-09  # the event remembered; leave it out if nothing is counted
    on: 9 May  # when it returns; without it the day and month of the event
    # on: second Sunday of May
    # on: 2 days before Easter
    # on: 1 Shawwal
    # missing: later  # what years without the day do: omit, earlier or later
    host: RU  # ISO 3166 code of who keeps it, or a party of your own
    # place: Moscow
    # categories: [wwii, parade]
    # since: 1965  # the first year or day
    # until: 1991  # the last
    # every: 5 years
    # exceptions:
    #   - {{cycle: 2020, moved-to: 2020-06-24, because: pandemic,
    #      sources: [{id}-source]}}
    # observed: {{Sunday: Monday after}}
    # lasts: 3 days
    # marks: [10, 25, 50, 75, 100]  # which numbers are round
    # note: {{en: What a reader should know.}}
    sources: [{id}-source]
"""

_VISITS = """
commemorations:  # the two days at which guest and host change
  - id: {id}-here
    title: {{en: Our day}}
    of: 1945-05-09  # the event remembered: it gives the numbers
    host: RU
    # place: Moscow
    sources: [{id}-source]
  - id: {id}-there
    title: {{en: Their day}}
    of: 1945-09-03
    host: CN
    # place: Beijing
    sources: [{id}-source]

reciprocal_visits:
  - id: {id}  # names the rule for good: feeds and links use it
    title: {{en: Visits at anniversaries}}
    pattern: paired  # each comes to the other's day, in the same numbers
    every: 10  # of the anniversaries; or marks: [50, 75, 100]
    # since: 2015  # the first year that counts as a chance
    # rank: head of state
    legs:  # one visit each way
      - {{guest: CN, host: RU, at: {id}-here, window: 3 days before .. 1 day after}}
      - {{guest: RU, host: CN, at: {id}-there, window: 3 days before .. 1 day after}}
    sources: [{id}-source]

# visits:  # what is known: matched by parties, days and occasion, or by fulfils
#   - id: {id}-first
#     guest: CN
#     host: RU
#     fulfils: {id}
#     claims:
#       - {{date: 2025-05-07/2025-05-10, status: occurred, source: {id}-source}}
"""

_BODIES = {"commemoration": _COMMEMORATION, "reciprocal-visit": _VISITS}


def template(kind: str, id_: str) -> str:
    """The text of a rule file with one rule of that kind (`commemoration`, `reciprocal-visit`).

    All ids in it begin with `id_`, so that files made for different ids can lie side by side.
    """
    return (_SOURCE + _BODIES[kind]).format(id=id_)
