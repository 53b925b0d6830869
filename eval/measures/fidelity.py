"""Whether every quotation shown is what the article says at that place: 1.0, or something is broken. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from eval.outcomes import ClaimShown


def fidelity(claims: Sequence[ClaimShown]) -> float | None:
    """The share of receipts whose words stand in the stored article at their place; ``None`` without receipts."""
    true = [receipt.true for claim in claims for receipt in (*claim.receipts, *claim.also)]
    return sum(true) / len(true) if true else None
