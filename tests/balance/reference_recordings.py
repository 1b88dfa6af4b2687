"""Where the reference recordings lie: beside the repository, or where SUREFOOT_RECORDINGS says."""

import os
from pathlib import Path

import numpy as np
import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
FOLDER = Path(os.environ.get("SUREFOOT_RECORDINGS") or REPOSITORY / "../shared/data/cop")


def recording(name):
    """t (s), ml, ap (m) of a reference recording; skips the test where it is not there."""
    path = FOLDER / name
    if not path.is_file():
        pytest.skip(f"no reference recording {name} in {FOLDER}: set SUREFOOT_RECORDINGS")
    rows = np.genfromtxt(path, delimiter=",", names=True)
    return rows["t_s"], rows["cop_ml_mm"] / 1000, rows["cop_ap_mm"] / 1000
