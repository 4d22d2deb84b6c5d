"""Packing, batches, and the form of address that is said or not."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from tokenizers import Tokenizer

from routelmt_training.address import Form
from routelmt_training.dataset import MISLED, SAID, WIDTHS, Batch, Dataset, Packed, draw_forms, pack
from routelmt_training.model import IGNORED
from routelmt_training.tokens import EOS, FORMAL, INFORMAL, SEP, build

PAIRS = {
    "de": ["3\ta/b\t\tOpen \ue000\t\ue000 öffnen", "1\ta/b\t\tYour file\tIhre Datei; Ihr Name", "1\ta/b\t\t \tleer"],
    "ja": ["2\ta/b\t\tOpen\t開く", "1\ta/b\t\t" + "x" * 200 + "\tzu lang"],
}


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return build(sorted({*"▁Openfilyurhdatöxsg:;開くIDNmz"}), [])


@pytest.fixture
def packed(tmp_path: Path, tokenizer: Tokenizer) -> Packed:
    for language, rows in PAIRS.items():
        (tmp_path / f"en-{language}.masked.tsv").write_text("".join(f"{row}\n" for row in rows), encoding="utf-8")
    return pack(tokenizer, tmp_path)


def tokens_of(tokenizer: Tokenizer, ids: torch.Tensor) -> str:
    return tokenizer.decode([number for number in ids.tolist() if number], skip_special_tokens=False)


def test_pairs_are_packed_with_their_repeats(packed: Packed, tmp_path: Path) -> None:
    assert len(packed) == 3
    assert packed.repeats.tolist() == [3, 1, 2]
    assert packed.languages.tolist() == [0, 0, 8]
    assert packed.shown.tolist() == [Form.NONE, Form.FORMAL, Form.UNTOLD]
    assert packed.tokens.dtype == np.uint16
    packed.save(tmp_path / "packed.npz")
    again = Packed.load(tmp_path / "packed.npz")
    assert all(np.array_equal(getattr(again, name), getattr(packed, name)) for name in Packed.__slots__)


def test_an_empty_folder_is_refused(tmp_path: Path, tokenizer: Tokenizer) -> None:
    with pytest.raises(ValueError, match="no masked pairs"):
        pack(tokenizer, tmp_path)


def test_batches_hold_prompt_and_target_and_learn_the_target_alone(packed: Packed, tokenizer: Tokenizer) -> None:
    data = Dataset(packed, tokenizer)
    ids, targets = data.tensors(Batch(np.array([0, 2]), np.array([0, 0]), 24))
    assert tokens_of(tokenizer, ids[0]) == "<bos><to-de> Open \ue000<sep> \ue000 öffnen<eos>"
    assert tokens_of(tokenizer, ids[1]) == "<bos><to-ja> Open<sep> 開く<eos>"
    for row in range(2):
        learnt = targets[row] != IGNORED
        assert int(ids[row][int(learnt.nonzero()[0])]) == tokenizer.token_to_id(SEP)
        assert int(targets[row][learnt][-1]) == tokenizer.token_to_id(EOS)
        torch.testing.assert_close(targets[row, :-1][learnt[:-1]], ids[row, 1:][learnt[:-1]])
    assert data.lengths(Batch(np.array([2]), np.array([0]), 24)).tolist() == [int(packed.lengths[2])]


def test_a_form_of_address_stands_behind_the_language(packed: Packed, tokenizer: Tokenizer) -> None:
    data = Dataset(packed, tokenizer)
    rows = np.array([1, 1, 1])
    plain, formal, informal = data.tensors(Batch(rows, np.array([0, 1, 2]), 40))[0]
    text = " Your file<sep> Ihre Datei; Ihr Name<eos>"
    assert tokens_of(tokenizer, plain) == f"<bos><to-de>{text}"
    assert tokens_of(tokenizer, formal) == f"<bos><to-de>{FORMAL}{text}"
    assert tokens_of(tokenizer, informal) == f"<bos><to-de>{INFORMAL}{text}"


def test_forms_are_said_most_of_the_time_and_at_times_for_nothing() -> None:
    count = 20_000
    shown = np.repeat([Form.NONE, Form.FORMAL, Form.INFORMAL, Form.UNTOLD], count)
    none, formal, informal, untold = draw_forms(shown, np.random.default_rng(1)).reshape(4, count)
    assert abs(np.mean(none > 0) - MISLED) < 0.01
    assert abs(np.mean(none == Form.FORMAL) - MISLED / 2) < 0.01
    assert set(formal) == {0, Form.FORMAL}
    assert set(informal) == {0, Form.INFORMAL}
    assert abs(np.mean(formal > 0) - SAID) < 0.02
    assert not untold.any()


def many(lengths: np.ndarray) -> Packed:
    zeros = np.zeros(len(lengths), np.uint8)
    tokens = np.ones(int(lengths.sum()), np.uint16)
    return Packed(tokens, lengths.astype(np.int32), np.full(len(lengths), 4, np.int32), zeros, zeros + 1, zeros)


def test_a_pass_has_every_pair_in_batches_of_one_width(tokenizer: Tokenizer) -> None:
    packed = many(np.random.default_rng(0).integers(8, 170, 3000))
    packed.repeats[:100] = 3
    data = Dataset(packed, tokenizer)
    batches = data.epoch(2048, seed=5)
    assert sorted(row for batch in batches for row in batch.rows) == sorted(np.repeat(np.arange(3000), packed.repeats))
    for batch in batches:
        assert batch.width in WIDTHS
        assert (packed.lengths[batch.rows] + (batch.forms > 0) <= batch.width).all()
        assert len(batch.rows) * batch.width <= 2048
    small = [batch for batch in batches if len(batch.rows) * batch.width < 1024]
    assert len(small) <= 1
    again, other = data.epoch(2048, seed=5), data.epoch(2048, seed=6)
    assert all(np.array_equal(a.rows, b.rows) for a, b in zip(batches, again, strict=True))
    assert not all(np.array_equal(a.rows, b.rows) for a, b in zip(batches, other, strict=False))
