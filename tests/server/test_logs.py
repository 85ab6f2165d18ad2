import logging

from sync.server.logs import keep_log, log, trail


def fail_for(person):
    raise ValueError(f"{person} is not a number")


def test_the_log_says_where_a_mistake_was_made_and_not_about_whom(tmp_path):
    path = keep_log(tmp_path)
    try:
        fail_for("Beatriz Moreno")
    except ValueError as error:
        log.error("a command failed", exc_info=error)
    logging.getLogger("uvicorn.error").info("not worth keeping")
    written = path.read_text()
    assert "fail_for" in written
    assert "ValueError" in written
    assert "Beatriz" not in written
    assert "not worth keeping" not in written


def test_the_cause_of_a_mistake_is_in_its_trail():
    try:
        try:
            fail_for("Ana")
        except ValueError as cause:
            raise RuntimeError("Ana") from cause
    except RuntimeError as error:
        words = trail(error)
    assert words.index("ValueError") < words.index("which led to") < words.index("RuntimeError")
    assert "Ana" not in words
