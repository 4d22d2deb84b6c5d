"""A base model of the same kind that is small enough for tests, and clones to read."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from gguf import GGUFWriter, TokenType
from gguf.constants import GGMLQuantizationType
from gguf.quants import quantize
from tokenizers import Regex, Tokenizer, models, pre_tokenizers, trainers

from routelmt_training.languages import NAMES
from routelmt_training.recorded import recorded_rows
from routelmt_training.tokens import BLANK
from routelmt_training.vocabulary import ALPHABET

HIDDEN, LAYERS, HEADS, WIDTH, INSIDE = 64, 6, 4, 16, 128
RECORDED = Path(__file__).parents[2] / "data" / "large-translations"
CONTROL = ["<pad>", "<eos>", "<bos>", "<unk>", "<unused0>"]


def train_pieces(texts: Iterable[str], count: int) -> list[str]:
    """Pieces of a BPE in the order of its merges, as SentencePiece has them: `▁file`."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.Split(Regex(f"{BLANK}?[^{BLANK}]+"), behavior="isolated")
    trainer = trainers.BpeTrainer(vocab_size=count, initial_alphabet=sorted(set(ALPHABET)), show_progress=False)
    tokenizer.train_from_iterator((f"{BLANK}{text.replace(' ', BLANK)}" for text in texts), trainer)
    by_id = sorted(tokenizer.get_vocab().items(), key=lambda entry: entry[1])
    merged = [piece for piece, _ in by_id if len(piece) > 1]
    words = [f"{BLANK}{word}" for word in (*NAMES, "formal", "informal", "=", "{")]
    # Characters come last in Gemma's vocabulary, too.
    return list(dict.fromkeys([*merged, *words, *(piece for piece, _ in by_id if len(piece) == 1)]))


def write_base(path: Path, pieces: list[str]) -> None:
    """A GGUF file with random weights, of Gemma 3's names, shapes and kinds."""
    random = np.random.default_rng(3)
    tokens = [*CONTROL, *(f"<0x{byte:02X}>" for byte in range(256)), *pieces]
    kinds = [TokenType.CONTROL] * len(CONTROL) + [TokenType.BYTE] * 256 + [TokenType.NORMAL] * len(pieces)
    scores = [-1000.0] * len(CONTROL) + [0.0] * 256 + [-float(rank) for rank in range(len(pieces))]
    writer = GGUFWriter(path, "gemma3")
    writer.add_context_length(512)
    writer.add_embedding_length(HIDDEN)
    writer.add_block_count(LAYERS)
    writer.add_feed_forward_length(INSIDE)
    writer.add_head_count(HEADS)
    writer.add_head_count_kv(1)
    writer.add_key_length(WIDTH)
    writer.add_value_length(WIDTH)
    writer.add_layer_norm_rms_eps(1e-6)
    writer.add_rope_freq_base(1e6)
    writer.add_sliding_window(512)
    writer.add_tokenizer_model("llama")
    writer.add_token_list(tokens)
    writer.add_token_scores(scores)
    writer.add_token_types(kinds)

    def matrix(name: str, outside: int, inside: int) -> None:
        values = random.standard_normal((outside, inside)).astype(np.float32) * inside**-0.5
        # Rows of widths that are no multiple of a block's are not quantised, in llama.cpp either.
        kind = GGMLQuantizationType.Q8_0 if inside % 32 == 0 else GGMLQuantizationType.F32
        data = quantize(values, kind) if kind is GGMLQuantizationType.Q8_0 else values
        writer.add_tensor(f"{name}.weight", data, raw_dtype=kind)

    def norm(name: str, width: int) -> None:
        writer.add_tensor(f"{name}.weight", 1 + 0.1 * random.standard_normal(width).astype(np.float32))

    matrix("token_embd", len(tokens), HIDDEN)
    norm("output_norm", HIDDEN)
    for layer in range(LAYERS):
        block = f"blk.{layer}"
        for name, outside, inside in (
            ("attn_q", HEADS * WIDTH, HIDDEN),
            ("attn_k", WIDTH, HIDDEN),
            ("attn_v", WIDTH, HIDDEN),
            ("attn_output", HIDDEN, HEADS * WIDTH),
            ("ffn_gate", INSIDE, HIDDEN),
            ("ffn_up", INSIDE, HIDDEN),
            ("ffn_down", HIDDEN, INSIDE),
        ):
            matrix(f"{block}.{name}", outside, inside)
        for name in ("attn_norm", "post_attention_norm", "ffn_norm", "post_ffw_norm"):
            norm(f"{block}.{name}", HIDDEN)
        for name in ("attn_q_norm", "attn_k_norm"):
            norm(f"{block}.{name}", WIDTH)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def write_clones(folder: Path, count: int) -> None:
    """Clones of applications in several formats: recorded segments and some strings of ours."""
    for application, name in (("kdenlive", "one/editor"), ("freeciv", "two/game")):
        texts: dict[str, dict[str, str]] = {"en": {}}
        for language in ("de", "fr", "es"):
            for row in recorded_rows(RECORDED / f"en-{language}.tsv"):
                if row["application"] == application and len(texts.get(language, ())) < count:
                    key = f"s{len(texts.get(language, ()))}{language}"
                    texts["en"][key] = row["source"]
                    texts.setdefault(language, {})[key] = row["reference"]
        for language, entries in texts.items():
            write(folder / name / f"locales/{language}.json", json.dumps(entries))
    third = folder / "three/phone"
    resources = {"": ("Open {name}", "Settings"), "-ja": ("{name}を開く", "設定"), "-zh-rCN": ("打开{name}", "设置")}
    for suffix, texts in resources.items():
        entries = "".join(f'<string name="s{at}">{text}</string>' for at, text in enumerate(texts))
        write(third / f"app/src/main/res/values{suffix}/strings.xml", f"<resources>{entries}</resources>")
    write(third / "po/ru.po", 'msgid ""\nmsgstr "Language: ru\\n"\n\nmsgid "Settings"\nmsgstr "Настройки"\n')
    write(third / "Messages.properties", "settings=Settings\n")
    write(third / "Messages_pt_BR.properties", "settings=Configurações\n")
    write(folder / "held/out/locales/en.json", '{"a": "Only this one has these words"}')
    write(folder / "held/out/locales/de.json", '{"a": "Nur hier stehen diese Wörter"}')


def write(path: Path, text: str) -> None:
    """Writes a file with the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
