"""Where the newest visit of a participant began, and when."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "begun_visits",
        sa.Column("participant_id", sa.Integer(), nullable=False),
        sa.Column("station", sa.Text(), nullable=False),
        sa.Column("began", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participants.id"], name="fk_begun_visits_participant_id"
        ),
        sa.PrimaryKeyConstraint("participant_id", name="pk_begun_visits"),
    )
