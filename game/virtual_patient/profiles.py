"""The people who can stand on the simulated board: a table, and for each what stands behind it.

They are examples of how such a person may move, made to try the games on, not patients and no norm
for any diagnosis. Only the sway of `young` and `older` is fitted to people (Santos and Duarte 2016,
PeerJ 4:e2648: 18-59 and 60-69 years, both surfaces, eyes open and closed). Elsewhere the direction
of a difference is the literature's that is named, and its size our judgement.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

Side = Literal[-1, 0, 1]
NEITHER: Final[Side] = 0
LEFT: Final[Side] = -1
RIGHT: Final[Side] = 1


@dataclass(frozen=True, slots=True)
class Profile:
    """One kind of person. load_kg: what rests on the board. reach: how far they can lean in each of
    the eight directions, clockwise from forward, as a share of the textbook's limit for the height
    (8 degrees; 4.5 back). bears_right: share of the weight on the right foot in comfortable stance.

    slow_mm, fast_mm (ml, ap): SD of what they sense wrongly of upright and of movement with all
    senses at hand. vision, vestibular: shares of precision; feet and ankles have the rest, of which
    foam leaves on_foam. foam_rocks (ml, ap): how many times larger the slow errors are on foam.
    speed: of the centre of mass, m/s, towards weak_side times weak_speed. tremor_mm: amplitude.
    reaction_s: from a cue to the first movement.

    aim_error: SD as a share of a target's radius; learning: the share of it that practice takes
    away; lapses: share of targets that they go for too late or not far enough; endurance_s of full
    leaning until tired. step_offs: an hour. slips, word_s, divided: of a second task, see
    second_task.py.
    """

    about: str
    height_m: float = 1.70
    load_kg: float = 71.0
    reach: tuple[float, ...] = (0.9,) * 8
    bears_right: float = 0.5
    slow_mm: tuple[float, float] = (1.35, 2.15)
    fast_mm: tuple[float, float] = (0.44, 0.55)
    vision: float = 0.05
    vestibular: float = 0.045
    on_foam: float = 0.01
    foam_rocks: tuple[float, float] = (2.3, 1.75)
    speed: float = 0.12
    weak_side: Side = NEITHER
    weak_speed: float = 1.0
    tremor_mm: float = 0.0
    tremor_hz: float = 5.0
    reaction_s: float = 0.30
    aim_error: float = 0.25
    learning: float = 0.3
    lapses: float = 0.03
    endurance_s: float = 900.0
    step_offs: float = 0.0
    slips: float = 0.03
    word_s: float = 0.55
    divided: float = 0.06
    seated: bool = False


PROFILES: Final[dict[str, Profile]] = {
    # Sway fitted to the 18-59 group. Reach: healthy people come near the textbook to the sides and
    # in front and less near behind.
    "young": Profile(
        "a healthy adult of 30",
        reach=(0.95, 0.95, 1.0, 0.95, 0.9, 0.95, 1.0, 0.95),
        reaction_s=0.28,
        lapses=0.02,
        endurance_s=1800.0,
        word_s=0.45,
        divided=0.04,
    ),
    # Sway fitted to the 60-69 group. With age limits shrink, most behind, and movement
    # starts later and is slower; by how much is judgement.
    "older": Profile(
        "a healthy adult of 67",
        height_m=1.66,
        reach=(0.85, 0.85, 0.9, 0.85, 0.75, 0.85, 0.9, 0.85),
        slow_mm=(1.4, 1.95),
        fast_mm=(0.52, 0.83),
        vision=0.025,
        vestibular=0.043,
        foam_rocks=(2.8, 2.1),
        speed=0.1,
        reaction_s=0.36,
        word_s=0.6,
        divided=0.1,
    ),
    # Fear of falling: a stiff, quick, small sway (Adkin 2000 found stiffening under threat), small
    # leans taken slowly; no weakness. Sizes are judgement.
    "cautious_older": Profile(
        "an adult of 75 who is afraid of falling",
        height_m=1.64,
        load_kg=68.0,
        reach=(0.55, 0.55, 0.6, 0.5, 0.4, 0.5, 0.6, 0.55),
        slow_mm=(1.0, 1.4),
        fast_mm=(0.65, 1.0),
        vision=0.04,
        vestibular=0.04,
        speed=0.055,
        reaction_s=0.45,
        aim_error=0.2,
        lapses=0.06,
        endurance_s=500.0,
        step_offs=0.5,
        slips=0.05,
        word_s=0.7,
        divided=0.16,
    ),
    # After a stroke most weight is borne by the sound leg, sway is about doubled, and leaning to
    # the weak side is short and slow (reviews: Geurts 2005; Kamphuis 2013). Sizes are judgement.
    "left_hemiparesis": Profile(
        "six weeks after a stroke, the left side weak",
        load_kg=74.0,
        reach=(0.7, 0.75, 0.85, 0.65, 0.55, 0.4, 0.4, 0.45),
        bears_right=0.62,
        slow_mm=(2.0, 2.4),
        fast_mm=(0.9, 1.1),
        vision=0.07,
        speed=0.08,
        weak_side=LEFT,
        weak_speed=0.55,
        reaction_s=0.45,
        aim_error=0.35,
        lapses=0.08,
        endurance_s=300.0,
        step_offs=0.5,
        slips=0.07,
        word_s=0.75,
        divided=0.15,
    ),
    # The mirror image.
    "right_hemiparesis": Profile(
        "six weeks after a stroke, the right side weak",
        load_kg=74.0,
        reach=(0.7, 0.45, 0.4, 0.4, 0.55, 0.65, 0.85, 0.75),
        bears_right=0.38,
        slow_mm=(2.0, 2.4),
        fast_mm=(0.9, 1.1),
        vision=0.07,
        speed=0.08,
        weak_side=RIGHT,
        weak_speed=0.55,
        reaction_s=0.45,
        aim_error=0.35,
        lapses=0.08,
        endurance_s=300.0,
        step_offs=0.5,
        slips=0.07,
        word_s=0.75,
        divided=0.15,
    ),
    # The operated leg is spared and its joint senses less; two weeks on it hurts to load it.
    # Direction after studies of weight bearing early after arthroplasty; sizes are judgement.
    "knee_replacement": Profile(
        "two weeks after a replacement of the right knee",
        height_m=1.68,
        load_kg=82.0,
        reach=(0.7, 0.6, 0.6, 0.5, 0.55, 0.65, 0.8, 0.75),
        bears_right=0.43,
        slow_mm=(1.6, 2.0),
        fast_mm=(0.65, 0.9),
        vision=0.04,
        speed=0.07,
        weak_side=RIGHT,
        weak_speed=0.75,
        reaction_s=0.36,
        endurance_s=400.0,
    ),
    # Six weeks after: the ankle's sense and control to the side are the trouble, strength is back.
    "ankle_sprain": Profile(
        "six weeks after a sprain of the left ankle",
        height_m=1.75,
        reach=(0.9, 0.95, 1.0, 0.9, 0.85, 0.8, 0.8, 0.8),
        bears_right=0.53,
        slow_mm=(1.6, 1.9),
        fast_mm=(0.65, 0.65),
        weak_side=LEFT,
        weak_speed=0.85,
        reaction_s=0.28,
        endurance_s=1500.0,
    ),
    # Small limits, most in front and behind, slow to start and slow on the way, rest tremor of 4 to
    # 6 Hz (limits: Mancini 2008). Sizes are judgement, on medication.
    "parkinson": Profile(
        "Parkinson's disease, moderate, on medication",
        load_kg=70.0,
        reach=(0.6, 0.6, 0.7, 0.5, 0.35, 0.5, 0.7, 0.6),
        slow_mm=(1.7, 2.0),
        fast_mm=(0.6, 0.85),
        vision=0.09,
        speed=0.05,
        tremor_mm=0.6,
        tremor_hz=5.0,
        reaction_s=0.50,
        learning=0.15,
        lapses=0.08,
        endurance_s=400.0,
        step_offs=0.5,
        slips=0.05,
        word_s=0.75,
        divided=0.18,
    ),
    # Sway falls until about ten; attention wanders, recovery is quick. Sizes are judgement.
    "child": Profile(
        "a child of eight",
        height_m=1.28,
        load_kg=27.0,
        reach=(0.8, 0.8, 0.85, 0.75, 0.7, 0.75, 0.85, 0.8),
        slow_mm=(2.0, 2.6),
        fast_mm=(0.9, 1.1),
        vision=0.08,
        speed=0.13,
        reaction_s=0.42,
        aim_error=0.4,
        learning=0.4,
        lapses=0.12,
        endurance_s=1200.0,
        slips=0.08,
        word_s=0.7,
        divided=0.15,
    ),
    # Sits on the board, feet supported: the trunk is the pendulum. Judgement throughout.
    "wheelchair": Profile(
        "seated on the board, after a low thoracic spinal cord injury",
        load_kg=55.0,
        reach=(0.5, 0.5, 0.55, 0.4, 0.4, 0.4, 0.55, 0.5),
        slow_mm=(0.9, 1.1),
        fast_mm=(0.35, 0.45),
        speed=0.09,
        reaction_s=0.33,
        endurance_s=500.0,
        seated=True,
    ),
}
