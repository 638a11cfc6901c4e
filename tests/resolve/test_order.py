"""Facts after those they read; and every circle among them, once."""

from __future__ import annotations

from policysite.resolve.order import in_order


def test_facts_stay_in_the_order_of_the_source_where_they_can() -> None:
    assert in_order({"a": [], "b": [], "c": ["a"]}) == (["a", "b", "c"], [])
    assert in_order({"a": ["c"], "b": [], "c": []}) == (["b", "c", "a"], [])


def test_a_circle_begins_and_ends_with_its_first_fact() -> None:
    order, circles = in_order({"x": ["b"], "a": ["c"], "b": ["a"], "c": ["b"]})
    assert circles == [["a", "c", "b", "a"]]
    assert sorted(order) == ["a", "b", "c", "x"]


def test_a_fact_may_be_its_own_circle() -> None:
    assert in_order({"a": ["a"], "b": ["a"]}) == (["a", "b"], [["a", "a"]])


def test_several_circles_are_all_found() -> None:
    reads = {"a": ["b"], "b": ["a"], "c": ["d", "a"], "d": ["c"], "e": []}
    order, circles = in_order(reads)
    assert circles == [["a", "b", "a"], ["c", "d", "c"]]
    assert sorted(order) == sorted(reads)
