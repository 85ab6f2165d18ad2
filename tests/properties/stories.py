"""What people do in the short stories that the promises of sync are told in."""

from sync.protocol import SyncReply
from tests.simulation import Device, Message


def put(device: Device, *records: object) -> None:
    with device.store.edit("Write down") as draft:
        for record in records:
            draft.add(record)  # type: ignore[arg-type]


def change(device: Device, record: str, **values: object) -> None:
    with device.store.edit("Edit") as draft:
        draft.set("person", record, values)


def shown(device: Device, record: str, name: str) -> object:
    return (device.state("person", record) or {"fields": {}})["fields"].get(name)


def beside(device: Device, record: str, name: str) -> list[object]:
    state = device.state("person", record)
    return [each["value"] for each in (state or {}).get("beside", {}).get(name, [])]  # type: ignore[attr-defined]


def receipt_of(reply: Message) -> str:
    """Return the reason of the only refusal in an answer."""
    (run,) = SyncReply.model_validate_json(reply.body).receipts
    (reason,) = run.reasons.values()
    return reason
