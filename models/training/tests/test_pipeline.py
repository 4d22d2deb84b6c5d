"""All of it in small: clones, corpus, vocabulary, training, export; the product's engine runs what comes out."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import onnx
import pytest
import tiny
import torch

from routelmt_training import compare, corpus, dataset, export, recorded, train, vocabulary
from routelmt_training.base import FILE, TERMS
from routelmt_training.corpus_file import read_pairs, read_rows
from routelmt_training.dataset import Dataset, Packed
from routelmt_training.languages import LANGUAGES
from routelmt_training.model import load_model
from routelmt_training.tokenizer_ids import random_texts
from routelmt_training.tokens import load
from routelmt_training.train import loss_on

ROOT = Path(__file__).parents[3]
STEPS = 20
HEADER = "repository\tlicence\tuse\t" + "\t".join(LANGUAGES) + "\n"
REPOSITORIES = (
    "one/editor\tMIT\ttraining",
    "two/game\tMIT\ttraining",
    "three/phone\tMIT\ttraining",
    "held/out\tMIT\theld out",
)


@dataclass(frozen=True, slots=True)
class Made:
    """What the pipeline wrote, in the order in which it was written."""

    pairs: Path
    corpus: Path
    masked: Path
    cut: Path
    data: Path
    checkpoint: Path
    folder: Path


def run_tsx(script: str, *arguments: str | Path, given: str = "") -> str:
    """Output of one of the project's scripts."""
    command = ["npx", "--no-install", "tsx", f"models/training/{script}", *map(str, arguments)]
    done = subprocess.run(
        command,
        cwd=ROOT,
        input=given,
        capture_output=True,
        encoding="utf-8",
        check=False,
        shell=sys.platform == "win32",
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def call() -> Callable[..., None]:
    """Runs a command of the package in this process."""

    def run(module: object, *arguments: str | Path) -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(sys, "argv", ["command", *map(str, arguments)])
            module.main()

    return run


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, call: Callable[..., None]) -> Made:
    folder = tmp_path_factory.mktemp("pipeline")
    tiny.write_clones(folder / "clones", 150)
    tiny.write(folder / "list.tsv", HEADER + "".join(f"{row}{chr(9) * 10}\n" for row in REPOSITORIES))
    tiny.write(folder / "recorded/en-de.tsv", "source\treference\nNothing like it is elsewhere\tx\n")
    run_tsx("read-clones.ts", folder / "list.tsv", "--clones", folder / "clones", "--out", folder / "pairs")

    where = ("--list", folder / "list.tsv", "--pairs", folder / "pairs", "--recorded", folder / "recorded")
    call(corpus, *where, "--out", folder / "corpus")
    # One process for all languages: starting it takes longer than masking.
    rows = [f"{path.stem}\t{line}" for path in sorted((folder / "corpus").iterdir()) for line in lines_of(path)]
    for row in run_tsx("mask-corpus.ts", given="".join(rows)).splitlines(keepends=True):
        name, line = row.split("\t", 1)
        (folder / "masked").mkdir(exist_ok=True)
        with (folder / f"masked/{name}.masked.tsv").open("a", encoding="utf-8", newline="\n") as file:
            file.write(line)

    texts = [
        text
        for path in (folder / "corpus").iterdir()
        for pair in read_pairs(path)
        for text in (pair.source, pair.target)
    ]
    tiny.write(folder / "base" / TERMS, "terms")
    tiny.write_base(folder / "base" / FILE, tiny.train_pieces(texts, 2500))
    cut = folder / "cut"
    call(vocabulary, "--base", folder / "base", "--corpus", folder / "masked", "--out", cut, "--size", "1500")
    data = folder / "train.npz"
    call(dataset, "--corpus", folder / "masked", "--tokenizer", cut, "--out", data)
    call(
        train,
        *("--start", cut / "initial.pt", "--data", data, "--dev", data, "--tokenizer", cut, "--out", folder / "run.pt"),
        *("--minutes", "10", "--steps", str(STEPS), "--tokens", "1024", "--rate", "3e-3", "--warmup", "5"),
        *("--device", "cpu", "--threads", "1", "--no-compile"),
    )
    out = folder / "model"
    call(
        export,
        *("--checkpoint", folder / "run.pt", "--tokenizer", cut, "--data", data, "--out", out),
        *("--terms", folder / "base" / TERMS),
    )
    return Made(folder / "pairs", folder / "corpus", folder / "masked", cut, data, folder / "run.pt", out)


def lines_of(path: Path) -> list[str]:
    with path.open(encoding="utf-8", newline="\n") as file:
        return list(file)


def test_clones_are_read_into_every_direction(made: Made) -> None:
    counts = {language: len(list(read_rows(made.pairs / f"en-{language}.tsv"))) for language in LANGUAGES}
    assert min(counts[language] for language in ("de", "fr", "es")) > 200
    assert {language: counts[language] for language in ("it", "pt-BR", "ru", "ja", "zh-CN")} == {
        **{"it": 0, "pt-BR": 1, "ru": 1},
        **{"ja": 2, "zh-CN": 2},
    }


def test_the_corpus_is_clean_and_masked(made: Made) -> None:
    assert not [pair for pair in read_pairs(made.corpus / "en-de.tsv") if pair.application == "held/out"]
    masked = {pair.source for pair in read_pairs(made.masked / "en-ja.masked.tsv")}
    assert masked == {"Open \ue000", "Settings"}
    assert sum(len(lines_of(path)) for path in made.masked.iterdir()) > 600


def test_the_loss_fell(made: Made) -> None:
    data = Dataset(Packed.load(made.data), load(made.cut))
    before, _ = loss_on(load_model(made.cut / "initial.pt"), data, torch.float32)
    after, _ = loss_on(load_model(made.checkpoint), data, torch.float32)
    assert after < before - 1
    state = torch.load(made.checkpoint, weights_only=True)
    assert state["progress"]["step"] == STEPS


def test_the_folder_is_complete_and_its_files_are_small_enough(made: Made) -> None:
    names = {str(path.relative_to(made.folder)) for path in made.folder.rglob("*") if path.is_file()}
    assert names == {
        *("config.json", "generation_config.json", "routing.json", "tokenizer.json", "tokenizer_config.json"),
        *(TERMS, "NOTICE", "onnx/engine.onnx", "onnx/model_quantized.onnx", "onnx/model_quantized.onnx_data"),
    }
    assert f"of which {TERMS} is a copy" in (made.folder / "NOTICE").read_text(encoding="utf-8")
    config = json.loads((made.folder / "config.json").read_text(encoding="utf-8"))
    assert config["transformers.js_config"]["use_external_data_format"] == 1
    assert config["vocab_size"] == 1500
    graphs = [
        onnx.load(str(made.folder / name), load_external_data=False).graph
        for name in ("onnx/model_quantized.onnx", "onnx/engine.onnx")
    ]
    outside = [
        {one.name for one in graph.initializer if one.data_location == onnx.TensorProto.EXTERNAL} for graph in graphs
    ]
    assert outside[1] <= outside[0]
    assert "embed.levels" in outside[1]


def test_8_bits_are_near_float32(made: Made) -> None:
    model = load_model(made.checkpoint).eval()
    exact, rounded, references = compare.compare(model, made.folder, Packed.load(made.data), 24)
    assert len(references) == 24
    assert abs(exact.losses.mean() - rounded.losses.mean()) < 0.02
    assert (exact.first == rounded.first).mean() > 0.9
    lines = compare.report(exact, rounded, references)
    assert len(lines) == 6
    assert "24 pairs" in lines[0]


def test_the_products_tokenizer_has_pythons_ids(made: Made) -> None:
    texts = [*random_texts(1500, seed=8), *list(recorded.recorded_texts(tiny.RECORDED))[::20]]
    given = "".join(f"{json.dumps(text)}\n" for text in texts)
    tokenizer = load(made.folder)
    found = [json.loads(line) for line in run_tsx("token-ids.ts", made.folder, given=given).splitlines()]
    assert len(found) == len(texts)
    different = [
        text
        for text, ids in zip(texts, found, strict=True)
        if ids != tokenizer.encode(text, add_special_tokens=False).ids
    ]
    assert different == []


def test_the_products_engine_translates(made: Made) -> None:
    texts = ["Save the project", "Delete {count} files"]
    for language in ("de", "ja"):
        lines = run_tsx("translate.ts", made.folder, "--to", language, given="\n".join(texts)).splitlines()
        # After so few steps there is no sense in them; but what must not be lost is there.
        assert len(lines) == len(texts)
        assert lines[1].count("{count}") == 1


def test_the_probe_of_a_folder_stays_when_it_is_written_again(made: Made, tmp_path: Path) -> None:
    again = shutil.copytree(made.folder, tmp_path / "again")
    (again / "routing.json").write_text("{}", encoding="utf-8")
    export.write_folder(load_model(made.checkpoint), load(made.cut), again)
    assert (again / "routing.json").read_text(encoding="utf-8") == "{}"
