"""Which trust accounts and currencies of two listings are the same: amounts of different ones are never added up."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from ..common.errors import KitError
from ..common.text import key_of
from .entries import Entry, Remark

NO_NAME = "Trust account"
"""What an account is called that neither listing names."""
TOGETHER = "All accounts"
DOLLARS = "$"
"""A sign that does not say whose dollars they are."""
OLD, CLIO = "The old listing", "Clio's listing"


class UnclearAccounts(KitError):
    """Several accounts have other names in Clio, and somebody has to say which is which; `first` is to be asked before."""

    def __init__(self, old: Sequence[str], clio: Sequence[str], first: str = "") -> None:
        self.old = old
        self.clio = clio
        self.first = first
        super().__init__(
            f"{first}\n"
            * bool(first)
            + f"Which trust account is which? The old listing has {_listed(old)}; Clio's has {_listed(clio)}. "
            f'Say for each one: --account "{old[0]}={clio[0]}".'
        )


class Pot(NamedTuple):
    """Money that can be added up: one account in one currency."""

    account: str
    currency: str = ""

    def __str__(self) -> str:
        return f"{self.account} ({self.currency})" if self.currency else self.account


class Pots(NamedTuple):
    """The pot of each account and currency, as each of the listings writes them."""

    old: Mapping[tuple[str, str], Pot]
    new: Mapping[tuple[str, str], Pot]
    remarks: tuple[Remark, ...]

    def of_old(self, entry: Entry) -> Pot:
        return self.old[key_of(entry.account), key_of(entry.currency)]

    def of_new(self, entry: Entry) -> Pot:
        return self.new[key_of(entry.account), key_of(entry.currency)]

    @property
    def all(self) -> tuple[Pot, ...]:
        return tuple(dict.fromkeys([*self.old.values(), *self.new.values()]))

    def of_name(self, account: str) -> Pot | None:
        """The pot of an account that a third list names; None where it is not certain."""
        name = key_of(account)
        named = {pot for pot in self.all if name in (key_of(pot.account), key_of(str(pot)))}
        for known in (self.old, self.new):
            named |= {pot for (key, _), pot in known.items() if key == name}
        return named.pop() if len(named) == 1 else None


def pots_of(old: Sequence[Entry], new: Sequence[Entry], same: Mapping[str, str] = {}) -> Pots:
    """The pots of two listings. `same` says which account of Clio an account of the old system is; blank for none.

    Raises UnclearAccounts where several accounts have other names in Clio, and KitError where only one listing tells
    currencies apart.
    """
    olds, news = _names(e.account for e in old), _names(e.account for e in new)
    meant = {_meant(a, olds): _meant(b, news) if b.strip() else None for a, b in same.items()}
    labels, remarks = _accounts(olds, news, meant)
    old_label, new_label = labels
    pots: tuple[dict[tuple[str, str], Pot], ...] = ({}, {})
    for label in dict.fromkeys([*old_label.values(), *new_label.values()]):
        sides = [
            {key_of(e.currency) for e in entries if known[key_of(e.account)] == label}
            for entries, known in ((old, old_label), (new, new_label))
        ]
        codes = [_currencies(label, *pair) for pair in (sides, reversed(sides))]
        several = len({code for side in codes for code in side.values()}) > 1
        for found, known, side in zip(pots, labels, codes, strict=True):
            for key, code in side.items():
                pot = Pot(label, code if several else "")
                found |= {(account, key): pot for account, name in known.items() if name == label}
    return Pots(pots[0], pots[1], tuple(remarks))


def _names(texts: Iterable[str]) -> Mapping[str, str]:
    """Names by their key, each as first written."""
    names: dict[str, str] = {}
    for text in texts:
        names.setdefault(key_of(text), text.strip())
    return names


def _meant(text: str, names: Mapping[str, str]) -> str:
    """The key of the account that a person means: the one without a name by what it is called here."""
    key = key_of(text)
    return "" if key == key_of(NO_NAME) and key not in names and "" in names else key


def _accounts(
    olds: Mapping[str, str], news: Mapping[str, str], same: Mapping[str, str | None]
) -> tuple[tuple[dict[str, str], dict[str, str]], list[Remark]]:
    """What the accounts of each listing are called, by their keys, and what to know about it."""
    _refuse(same, olds, news)
    for names, others, who in ((olds, news, OLD), (news, olds, CLIO)):
        named = [name for name in others.values() if name]
        if any(names.values()) or not named:
            continue
        label, remarks = named[0], []
        if len(others) > 1:
            label = TOGETHER
            text = (
                f"{who} does not say the trust account, so {_listed(named)} are compared together: errors between "
                "accounts do not show. Use a report that names the account, or one file for each account."
            )
            remarks = [Remark(TOGETHER, text, attention=True)]
        return (dict.fromkeys(olds, label), dict.fromkeys(news, label)), remarks
    alone = {key for key, clio in same.items() if clio is None}
    pairs = {key: clio for key in olds if (clio := same.get(key, key)) is not None and clio in news}
    left_old = [key for key in olds if key not in pairs and key not in alone]
    left_new = [key for key in news if key not in pairs.values()]
    remarks = []
    if len(left_old) == len(left_new) == 1:
        pairs[left_old[0]] = left_new[0]
        text = f"It is compared with {news[left_new[0]] or NO_NAME} in Clio, the only account that is left."
        remarks = [Remark(olds[left_old[0]] or NO_NAME, text)]
    elif left_old and left_new:
        raise UnclearAccounts(
            [olds[key] or NO_NAME for key in left_old], [news[key] or NO_NAME for key in left_new]
        )
    labels = {key: olds[key] or news.get(pairs.get(key, ""), "") or NO_NAME for key in olds}
    in_clio = {clio: labels[key] for key, clio in pairs.items()}
    for key in [key for key in news if key not in in_clio]:
        name = news[key] or NO_NAME
        in_clio[key] = f"{name} in Clio" if name in labels.values() else name
    return (labels, in_clio), remarks


def _refuse(
    same: Mapping[str, str | None], olds: Mapping[str, str], news: Mapping[str, str]
) -> None:
    """Refuse accounts that no listing has, and two that are said to be one."""
    clio = [key for key in same.values() if key is not None]
    for keys, names, who in ((list(same), olds, OLD), (clio, news, CLIO)):
        for key in keys:
            if key not in names:
                has = _listed([name or "no name" for name in names.values()])
                raise KitError(f'{who} has no trust account "{key}". It has {has}.')
    if len(set(clio)) < len(clio):
        raise KitError("Two trust accounts of the old listing are said to be one of Clio's.")


def _currencies(account: str, own: Collection[str], other: Collection[str]) -> dict[str, str]:
    """The code of each currency of one listing, by its key; where it names none it is the only one that is named."""
    codes = {key: "" if key == DOLLARS else key.upper() for key in own}
    named = _codes(own)
    if not named and len(_codes(other)) > 1:
        raise KitError(
            f"{account}: one listing has {_listed(_codes(other))}, the other names no currency. "
            "Give one file for each currency."
        )
    if len(only := named or _codes(other)) == 1:
        return {key: code or only[0] for key, code in codes.items()}
    return codes


def _codes(keys: Collection[str]) -> list[str]:
    return sorted(key.upper() for key in keys if key not in ("", DOLLARS))


def _listed(names: Sequence[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last
