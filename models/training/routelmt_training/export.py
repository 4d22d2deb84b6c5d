"""Writes a checkpoint as a model folder: Hugging Face's layout with 8-bit weights, and the engine's graph.

usage: python -m routelmt_training.export --checkpoint FILE.pt --tokenizer DIR --data train.npz --terms FILE --out DIR
Before rounding, the spread of activations on some of the pairs is moved into the weights (`smooth.py`).
"""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path

from tokenizers import Tokenizer

from .config import Config
from .dataset import Dataset, Packed
from .graph import write_engine_graph
from .hf_graph import write_graph
from .languages import LANGUAGES
from .model import Translator, load_model
from .smooth import channel_maxima, smooth
from .tokens import BOS, EOS, HYPOTHESIS_PREFIX, PAD, TEMPLATE, load

NOTICE = """Gemma is provided under and subject to the Gemma Terms of Use found at ai.google.dev/gemma/terms

The weights in this folder are a Model Derivative of google/gemma-3-270m. They were modified:
the vocabulary was cut from 262,144 to {size:,} entries, all weights were fine-tuned on published
translations of user interfaces, scaled channel by channel (SmoothQuant) and rounded to 8 bits.
Use, copies and further derivatives are subject to the use restrictions of section 3.2 of the
Gemma Terms of Use, of which {terms} is a copy, and to the prohibited-use policy that it names.
Built with Gemma 3.
"""


def write_folder(model: Translator, tokenizer: Tokenizer, folder: Path) -> None:
    """Writes configuration, routing and both graphs of an unchanged model into a folder with its tokenizer."""
    folder.mkdir(parents=True, exist_ok=True)
    weights = {name: value.float().cpu().numpy() for name, value in model.state_dict().items()}
    files = write_graph(folder, model.config, weights)
    write_configuration(folder, model.config, tokenizer, files)
    write_routing(folder)
    write_engine_graph(folder)


def write_configuration(folder: Path, config: Config, tokenizer: Tokenizer, files: int) -> None:
    """Writes `config.json` and `generation_config.json`."""
    special = {
        name: tokenizer.token_to_id(token)
        for name, token in (("bos_token_id", BOS), ("eos_token_id", EOS), ("pad_token_id", PAD))
    }
    configuration = {
        "architectures": ["Gemma3ForCausalLM"],
        "model_type": "gemma3_text",
        **config.as_dict(),
        "query_pre_attn_scalar": config.head_dim,
        "hidden_activation": "gelu_pytorch_tanh",
        **special,
        "tie_word_embeddings": True,
        "use_cache": True,
        "torch_dtype": "float32",
        "transformers.js_config": {"dtype": "q8", "use_external_data_format": files},
    }
    generation = {**special, "do_sample": False, "max_length": config.max_position_embeddings}
    for name, content in (("config.json", configuration), ("generation_config.json", generation)):
        (folder / name).write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")


def write_routing(folder: Path) -> None:
    """Writes `routing.json` with a probe that predicts nothing, if there is none: labels and fit need one."""
    path = folder / "routing.json"
    if path.exists():
        return
    head: dict[str, object] = {"hidden": [], "features": {}, "bias": 0}
    flat = {"x": [0], "y": [0], "low": [0], "high": [0]}
    gain = {"head": head, "calibration": flat, "quantiles": [0, 0]}
    # Of a hypothesis that nothing is known of, nothing is said against.
    sure = {"x": [0], "y": [100], "low": [0], "high": [100]}
    heads = {"gain": gain, "refined": gain, "refinedQuality": {"head": head, "calibration": sure}}
    routing = {
        "template": TEMPLATE,
        "hypothesisPrefix": HYPOTHESIS_PREFIX,
        "directions": [{"source": "en", "target": language} for language in LANGUAGES],
        "probe": {
            "metric": "none",
            "largeModel": "none",
            "calibratedOn": [],
            "confidence": head,
            "quality": head,
            **heads,
            "general": heads,
        },
    }
    path.write_text(json.dumps(routing) + "\n", encoding="utf-8")


def copy_terms(terms: Path, size: int, folder: Path) -> None:
    """Writes what the base's licence requires with a derived model: a copy of the terms, and a notice."""
    _copy(terms, folder / terms.name)
    (folder / "NOTICE").write_text(NOTICE.format(size=size, terms=terms.name), encoding="utf-8")


def copy_tokenizer(tokenizer: Path, folder: Path) -> None:
    """Copies the tokenizer's files unchanged."""
    for name in ("tokenizer.json", "tokenizer_config.json"):
        _copy(tokenizer / name, folder / name)


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.resolve() != target.resolve():
        shutil.copyfile(source, target)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--tokenizer", type=Path, required=True, help="folder with tokenizer.json")
    parser.add_argument("--data", type=Path, required=True, help="packed pairs to see activations on")
    parser.add_argument("--terms", type=Path, required=True, help="a copy of the Gemma Terms of Use")
    parser.add_argument("--out", type=Path, required=True, help="model folder; a routing.json in it stays")
    a = parser.parse_args()
    model, tokenizer = load_model(a.checkpoint).eval(), load(a.tokenizer)
    smooth(model, channel_maxima(model, Dataset(Packed.load(a.data), tokenizer)))
    copy_tokenizer(a.tokenizer, a.out)
    copy_terms(a.terms, model.config.vocab_size, a.out)
    write_folder(model, tokenizer, a.out)
    size = sum(path.stat().st_size for path in a.out.rglob("*") if path.is_file())
    print(f"{a.out}: {size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
