"""What was handed in and said in the cohort, and the instructors' own notes."""

from collections.abc import Iterator
from datetime import timedelta

from desktop.sample.cast import Cast
from desktop.sample.deed import Deed, known
from desktop.sample.training import COHORT, SATURDAYS, session_id
from desktop.sample.words import told
from sync.records.coursework import (
    CoachingNote,
    Score,
    SessionFeedback,
    Submission,
    SubmissionReview,
    SubmissionStatus,
    Verdict,
)


def coursework_deeds(cast: Cast) -> Iterator[Deed]:
    """Yield submissions with their reviews, feedback, and coaching notes."""
    yield from _submissions(cast)
    yield from _feedback(cast)
    for name, month, words, next_step in told("training")["coaching"]:
        day = cast.calendar.day(month)
        note = CoachingNote(
            id=known("coaching_note", name),
            person=cast.person(name),
            cohort=COHORT,
            instructor=cast.person("Amara Nwosu"),
            day=day,
            notes=words,
            next_step=next_step,
        )
        yield Deed(cast.calendar.moment(day, 13), f"Coaching note on {name}", (note,))


def _submissions(cast: Cast) -> Iterator[Deed]:
    for place, (name, title, session, state, points, comment, text) in enumerate(
        told("training")["submissions"]
    ):
        day = cast.calendar.saturday(SATURDAYS[2]) + timedelta(days=12 + 3 * place)
        handed_in = state != "draft"
        submission = Submission(
            id=known("submission", title),
            title=title,
            person=cast.person(name),
            cohort=COHORT,
            session=session_id(session),
            status=SubmissionStatus.HANDED_IN if handed_in else SubmissionStatus.DRAFT,
            text=text,
        )
        yield Deed(cast.calendar.moment(day, 21), f"{name}: {title}", (submission,))
        if points:
            review = _review(cast, submission, state, points, comment)
            later = cast.calendar.moment(day + timedelta(days=6), 19)
            yield Deed(later, f"Review: {title}", (review,))


def _review(
    cast: Cast, submission: Submission, state: str, points: list[int], comment: str
) -> SubmissionReview:
    rubric = told("training")["rubric"]
    scores = (Score(criterion=name, points=given, of=4) for name, given in zip(rubric, points, strict=True))
    return SubmissionReview(
        id=known("submission_review", submission.title),
        submission=submission.id,
        reviewer=cast.person("Peter Lindqvist"),
        scores=tuple(scores),
        verdict=Verdict(state),
        comment=comment,
    )


def _feedback(cast: Cast) -> Iterator[Deed]:
    for place, (session, worked, change) in enumerate(told("training")["feedback"]):
        record = SessionFeedback(
            id=known("session_feedback", place), session=session_id(session), worked=worked, change=change
        )
        day = cast.calendar.saturday(SATURDAYS[session])
        yield Deed(
            cast.calendar.moment(day, 12, 30 + place), "What somebody thought of the morning", (record,)
        )
