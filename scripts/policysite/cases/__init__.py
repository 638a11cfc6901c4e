"""Cases to ratify: few scenarios that show all that the rules decide.

Place in the flow: after the checks, beside `pages`. `goals` says what must be shown, `witnesses`
finds a scenario for each, `cover` takes few that show everything, `sheet` says what each is there
for; `decision` is what is ratified of a case.
"""
