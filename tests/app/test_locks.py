"""What needs somebody beside the person is locked on a real board until that is said."""

import pytest

from game.app.errors import WrongInput
from game.app.request import PlayRequest
from game.app.sitting import sit_down


@pytest.mark.parametrize(
    ("level", "headless", "said"),
    [
        ("quiet-stance-eyes-closed", False, "closed eyes or foam"),
        ("orchard-eyes-closed", False, "closed eyes or foam"),
        ("orchard-1", True, "would see nothing"),
    ],
)
def test_what_needs_somebody_beside_the_person_is_locked(level, headless, said, tmp_path):
    request = PlayRequest(level, "emulated_board", "test", headless=headless, out=tmp_path)
    with pytest.raises(WrongInput, match=said), sit_down(request):
        pass
    assert not list(tmp_path.glob("*-test-*")), "found before anything is recorded"
