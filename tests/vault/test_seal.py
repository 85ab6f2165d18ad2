import pytest

from desktop.vault.key import new_key
from desktop.vault.seal import seal, unseal

WRAPPING = bytes(range(32))


def test_a_sealed_key_opens_only_with_its_wrapping_its_vault_and_its_kind() -> None:
    key = new_key()
    nonce, sealed = seal(key, WRAPPING, "vault", "passphrase")
    opened = unseal(nonce, sealed, WRAPPING, "vault", "passphrase")
    assert opened is not None
    assert opened.hex() == key.hex()
    assert unseal(nonce, sealed, bytes(32), "vault", "passphrase") is None
    assert unseal(nonce, sealed, WRAPPING, "other", "passphrase") is None
    assert unseal(nonce, sealed, WRAPPING, "vault", "recovery") is None


def test_the_same_key_is_never_sealed_twice_alike() -> None:
    key = new_key()
    assert seal(key, WRAPPING, "vault", "keyring") != seal(key, WRAPPING, "vault", "keyring")


@pytest.mark.parametrize(("nonce", "sealed"), [(0, 48), (8, 48), (200, 48), (12, 0), (12, 47), (12, 5000)])
def test_what_has_the_wrong_length_does_not_open(nonce: int, sealed: int) -> None:
    assert unseal(bytes(nonce), bytes(sealed), WRAPPING, "vault", "keyring") is None
