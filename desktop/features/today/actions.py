"""What people do on the first page: tick off what is done."""

from datetime import date, datetime

from desktop.i18n import _
from desktop.store.store import Store
from sync.records.engagements import Engagement
from sync.records.motions import ActionStatus


def finish_errand(store: Store, item: str, today: date) -> None:
    """Tick off an action item."""
    done = {"status": ActionStatus.DONE.value, "done_on": today.isoformat()}
    with store.edit(_("Finish an action item")) as draft:
        draft.set("action_item", item, done)


def keep_promise(store: Store, engagement: str, at: datetime, owner: str = "") -> str:
    """Write down that somebody was in touch as promised; return the new engagement's id."""
    fields = store.state("engagement", engagement)["fields"]
    shared = {name: fields[name] for name in ("people", "partners", "format") if name in fields}
    kept = Engagement(**shared, at=at, owner=owner, note=str(fields.get("next_step", "")))
    with store.edit(_("Keep a promise")) as draft:
        return draft.add(kept)
