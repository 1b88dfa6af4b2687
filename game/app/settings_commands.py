"""`surefoot participants settings`: how one participant sees, hears and steers the game.

Without an option it shows what counts and where that comes from; with options it sets them. What
was set here counts before the plan, and who has no plan has it too.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from game.app.errors import WrongInput
from game.app.store_commands import AsJson, Code, participants

if TYPE_CHECKING:
    from game.store.database import Store

Flag = bool | None


def _word(name: str, says: str) -> Any:
    return typer.Option(name, metavar="WORD", help=says)


def register() -> None:
    """Put the command under `surefoot participants`."""
    participants.command("settings")(participants_settings)


def participants_settings(
    code: Code,
    text: Annotated[str | None, _word("--text", "normal, large or larger.")] = None,
    contrast: Annotated[str | None, _word("--contrast", "normal or high.")] = None,
    reduced_motion: Annotated[
        Flag, typer.Option("--reduced-motion/--full-motion", help="Only the task moves.")
    ] = None,
    plain: Annotated[Flag, typer.Option("--plain/--scenery", help="No place around.")] = None,
    pictures: Annotated[
        Flag, typer.Option("--pictures/--no-pictures", help="Beside the words.")
    ] = None,
    hud_side: Annotated[
        str | None, _word("--hud-side", "left, right, or start, where reading starts.")
    ] = None,
    column: Annotated[
        str | None, _word("--column", "none, left or right: all words and choices at that side.")
    ] = None,
    hold_s: Annotated[
        float | None, typer.Option("--hold", metavar="SECONDS", help="1.5 to 3, to choose.")
    ] = None,
    tremor: Annotated[Flag, typer.Option("--tremor/--steady", help="Wider zones.")] = None,
    touch: Annotated[str | None, _word("--touch", "hold or tap.")] = None,
    language: Annotated[str | None, _word("--language", "en, de, fr, es or ar.")] = None,
    volume: Annotated[
        float | None, typer.Option("--volume", metavar="SHARE", help="0 to 1.")
    ] = None,
    music: Annotated[
        float | None, typer.Option("--music", metavar="SHARE", help="0 to 1, of that.")
    ] = None,
    speech: Annotated[Flag, typer.Option("--speech/--no-speech", help="Main lines.")] = None,
    lower_tones: Annotated[
        Flag, typer.Option("--lower-tones/--all-tones", help="For ears without high ones.")
    ] = None,
    mono: Annotated[Flag, typer.Option("--mono/--stereo", help="The same in both ears.")] = None,
    rumble: Annotated[
        float | None, typer.Option("--rumble", metavar="SHARE", help="Of controllers, 0 to 1.")
    ] = None,
    affected_side: Annotated[
        str | None, _word("--affected-side", "none, left, right or both.")
    ] = None,
    moves_over: Annotated[
        Flag, typer.Option("--moves-over/--all-sides", help="Targets go to that side bit by bit.")
    ] = None,
    seated: Annotated[Flag, typer.Option("--seated/--standing", help="How they play.")] = None,
    coat: Annotated[str | None, _word("--coat", "A colour such as B4492E.")] = None,
    skin: Annotated[str | None, _word("--skin", "A colour such as C68E6A.")] = None,
    hat: Annotated[str | None, _word("--hat", "A colour such as E3BE7C.")] = None,
    as_planned: Annotated[
        bool, typer.Option("--as-planned", help="Forget all that was set here before.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Show or set how a participant sees, hears and steers the game."""
    from game.app.store_here import store_here
    from game.store.settings import save_settings

    given = _given(
        {
            "text": text,
            "contrast": contrast,
            "reduced_motion": reduced_motion,
            "plain": plain,
            "pictures": pictures,
            "hud_side": hud_side,
            "column": column,
            "hold_s": hold_s,
            "tremor": tremor,
            "touch": touch,
            "language": language,
            "volume": volume,
            "music": music,
            "speech": speech,
            "lower_tones": lower_tones,
            "mono": mono,
            "rumble": rumble,
            "affected_side": affected_side,
            "moves_over": moves_over,
            "posture": None if seated is None else "seated" if seated else "standing",
            "figure": _given({"coat": coat, "skin": skin, "hat": hat}) or None,
        }
    )
    with store_here() as store:
        if given or as_planned:
            save_settings(store, code, _checked(store, code, given, afresh=as_planned))
        planned, kept = _of(store, code)
    _print(planned, kept, code, as_json=as_json)


def _given(values: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value is not None}


def _checked(store: Store, code: str, given: Mapping[str, Any], *, afresh: bool) -> dict[str, Any]:
    """What was set before with what is set now; WrongInput in one line for what cannot be."""
    from game.session.settings import SettingsError, merged, settings_from
    from game.store.settings import saved_settings

    try:
        settings_from(given, f"settings of {code}")
    except SettingsError as error:
        raise WrongInput(str(error)) from None
    return merged({} if afresh else saved_settings(store, code), given)


def _of(store: Store, code: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """What counts as planned, or by itself, and what was set for the participant."""
    from game.session.plan import PlanError, plan_from_json
    from game.session.settings import Settings
    from game.store.plans import current_plan
    from game.store.settings import saved_settings

    kept, version = saved_settings(store, code), current_plan(store, code)
    if version is None:
        return Settings().as_dict(), kept
    try:
        return plan_from_json(version.body, f"plan of {code}").settings.as_dict(), kept
    except PlanError as error:
        raise WrongInput(f"{error}; mend it with `surefoot plans set {code} FILE`") from None


def _print(planned: dict[str, Any], kept: dict[str, Any], code: str, *, as_json: bool) -> None:
    from game.app.store_tables import print_settings
    from game.session.settings import SettingsError, merged, settings_from

    try:
        now = settings_from(merged(planned, kept), f"settings of {code}").as_dict()
    except SettingsError as error:
        raise WrongInput(f"{error}; set it again, or all of it with --as-planned") from None
    if as_json:
        print(json.dumps(now, indent=1, ensure_ascii=False))
    else:
        print_settings(now, kept)
