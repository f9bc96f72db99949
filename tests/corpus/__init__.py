"""A corpus of the days that countries and traditions keep, each as a rule and held to a table.

`days.txt` has a rule a line: every member state of the United Nations and some others with their
national day, and the feasts of the calendars by which people take days off. The table is what the
Python package `holidays` knows of each country for 2000 to 2040; `expected.csv` holds those days,
written by `make_expected.py`, which names the version. They are looked up by a day on which the
package has the feast, so that nothing is taken over but days.

How far the two are independent: sentences were written first, from law and custom. Then rows were
mended after the table: first and last years, days moved by decree (`exceptions:`), which Islamic
calendar or a day's shift comes nearest to a country's own sighting, and feasts left out that no
sentence comes near, such as those of the Khmer, Burmese and Tibetan calendars. The corpus shows
that such days can be said and that the engine gives them; it does not measure what share of all
days can be said.

Where rule and table differ, the line says in which years and why. No difference is tolerated
that is not listed, and none may be listed that is not there. Reasons are given by kind of day; the
misprints were checked against the moon, and the Sundays against the calendar.
"""
