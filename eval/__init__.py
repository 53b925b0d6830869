"""How good the answers are: topics → run → measures with intervals → report and comparison."""
