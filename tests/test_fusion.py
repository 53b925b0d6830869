"""Several rankings become one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from index.fusion import filled, fuse

_RANKING = st.dictionaries(st.integers(0, 50), st.floats(0.01, 100), max_size=20).map(
    lambda scores: sorted(scores.items(), key=lambda item: (-item[1], item[0]))
)


@given(_RANKING, st.integers(1, 30))
def test_one_leg_alone_keeps_its_order(ranking, k):
    assert [key for key, _ in fuse({"lexical": ranking}, {}, k=k)] == [key for key, _ in ranking][:k]


@given(_RANKING, _RANKING, st.integers(1, 30))
def test_a_leg_without_weight_decides_nothing_among_what_the_other_found(one, other, k):
    fused = fuse({"lexical": one, "dense": other}, {"dense": 0.0}, k=100)
    found = {key for key, _ in one}
    assert [key for key, _ in fused if key in found] == [key for key, _ in one]
    assert len(fuse({"lexical": one, "dense": other}, {}, k=k)) <= k


@given(_RANKING, _RANKING)
def test_what_both_legs_rank_first_stays_first(one, other):
    both = 99
    top = fuse({"a": [(both, 200.0), *one], "b": [(both, 200.0), *other]}, {}, k=1)
    assert top[0][0] == both


@given(_RANKING, _RANKING, st.integers(1, 30))
def test_filling_up_keeps_the_first_ranking_and_scores_that_fall(one, other, k):
    joined = filled(one, other, k=k)
    assert joined[: len(one)] == one[:k]
    assert len({key for key, _ in joined}) == len(joined) <= k
    assert all(a[1] >= b[1] for a, b in zip(joined, joined[1:], strict=False))


def test_ties_are_ordered_by_key():
    assert fuse({"a": [(7, 1.0), (3, 1.0)]}, {}, k=2) == [(3, 1.0), (7, 1.0)]
    assert fuse({"a": [], "b": []}, {}, k=3) == []
