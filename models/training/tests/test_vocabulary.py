"""The cut vocabulary: what stays, and that it spells texts as the whole one does."""

from __future__ import annotations

import unicodedata

import numpy as np
import pytest
import tiny
from tokenizers import Tokenizer

from routelmt_training.base import Base
from routelmt_training.recorded import recorded_texts
from routelmt_training.tokenizer_ids import random_texts
from routelmt_training.tokens import BYTES, PLACEHOLDERS, SPECIAL, UNKNOWN
from routelmt_training.vocabulary import ALPHABET, Vocabulary, count_tokens, initial_embeddings

TEXTS = list(recorded_texts(tiny.RECORDED))[:3000]


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Base:
    path = tmp_path_factory.mktemp("base") / "tiny.gguf"
    tiny.write_base(path, tiny.train_pieces(TEXTS, 3000))
    return Base(path)


@pytest.fixture(scope="module")
def vocabulary(base: Base) -> Vocabulary:
    return Vocabulary(base.pieces())


@pytest.fixture(scope="module")
def cut(vocabulary: Vocabulary) -> Tokenizer:
    whole = vocabulary.whole()
    counts = count_tokens(whole, TEXTS)
    order = np.argsort(-counts, kind="stable")
    return vocabulary.cut(vocabulary.choose(map(whole.id_to_token, order.tolist()), 1200))


def test_counts_are_those_of_the_tokens(vocabulary: Vocabulary) -> None:
    whole = vocabulary.whole()
    counts = count_tokens(whole, ["Open Open", "Open"])
    assert counts.sum() == sum(len(whole.encode(text).ids) for text in ("Open Open", "Open"))
    assert counts[whole.encode("Open Open").ids[0]] >= 1


def test_ids_begin_with_special_tokens_and_end_with_placeholders(cut: Tokenizer) -> None:
    size = cut.get_vocab_size()
    assert [cut.id_to_token(number) for number in range(len(SPECIAL) + 256)] == [*SPECIAL, *BYTES]
    assert [cut.id_to_token(number) for number in range(size - 64, size)] == PLACEHOLDERS
    assert size == len(SPECIAL) + 256 + 1200 + 64


def test_pieces_have_what_their_merges_need(cut: Tokenizer, vocabulary: Vocabulary) -> None:
    kept = set(cut.get_vocab()) & set(vocabulary.ids)
    for piece in kept:
        parts = vocabulary.with_parts(piece)
        assert parts is not None
        assert parts <= kept, piece
    assert {character for character in ALPHABET if character in vocabulary.ids} <= kept


def test_a_text_whose_pieces_stay_is_spelt_as_before(cut: Tokenizer, vocabulary: Vocabulary) -> None:
    whole = vocabulary.whole()
    inside = set(cut.get_vocab())
    same = [text for text in TEXTS if all(token in inside for token in whole.encode(text).tokens)]
    assert len(same) > 300
    for text in same:
        assert cut.encode(text).tokens == whole.encode(text).tokens


def test_any_text_comes_back(cut: Tokenizer) -> None:
    for text in [*random_texts(500, seed=4), "日本語 🚀", "\ue000 of \ue03f"]:
        # What is written like a token or a blank of SentencePiece is read as one.
        if "<" in text or "▁" in text:
            continue
        encoding = cut.encode(text)
        assert cut.decode(encoding.ids, skip_special_tokens=False) == unicodedata.normalize("NFC", text)
        assert UNKNOWN not in encoding.tokens


def test_tokens_start_from_what_they_mean(base: Base, cut: Tokenizer) -> None:
    pieces = base.pieces()
    ids = {piece.text: number for number, piece in enumerate(pieces)}
    rows = initial_embeddings(base, pieces, cut)
    for token, like in (("<to-de>", "▁German"), ("<sep>", "▁="), ("a", "a"), ("<0x41>", "<0x41>"), ("<bos>", "<bos>")):
        np.testing.assert_array_equal(rows[cut.token_to_id(token)], base.embeddings([ids[like]])[0])
    brace = base.embeddings([ids["▁{"]])[0]
    placeholders = rows[cut.token_to_id(PLACEHOLDERS[0]) :]
    assert len({row.tobytes() for row in placeholders}) == 64
    assert all(np.corrcoef(row, brace)[0, 1] > 0.1 for row in placeholders)
