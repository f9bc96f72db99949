"""A corpus of the days that countries and traditions keep, each as a rule and held to a table.

`days.txt` has a rule a line: every member state of the United Nations and some others with their
national day, and the feasts of every calendar that people take days off by. It was written from
laws and custom by us; then each rule was held against the days that the Python package
`holidays` knows of that country for 2000 to 2040. `expected.csv` holds those days, written by
`make_expected.py`, which names the package and its version. Days in it are looked up by a day on
which the package has the feast, so that nothing is taken over from it but days.

Where rule and table differ, the line says in which years and why. No difference is tolerated
that is not listed, and none may be listed that is not there.
"""
