"""The app: `beleg ui`, or `streamlit run ui/app.py`."""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from ui.door import Door

app = st.App(Path(__file__).with_name("page.py"), middleware=[Middleware(Door)])
"""What Streamlit runs: the script, behind the door."""
