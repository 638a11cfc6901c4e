"""The rule core: decides what a policy answers, from its rules and a person's answers."""
