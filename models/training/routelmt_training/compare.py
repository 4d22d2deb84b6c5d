"""Compares the exported int8 graph with the PyTorch weights it was made from, on real prompts.

Prints how far logits and hidden states differ at the last prompt token, and how often both choose
the same first token.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from tokenizers import Tokenizer

from .batches import prompt_text
from .model import Config, Translator
from .tokenizer import LANGUAGES
from .tokenizer_ids import recorded_texts


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--segments", type=Path, required=True)
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--last", action="store_true", help="the last weights instead of their running average")
    arguments = parser.parse_args()

    state = torch.load(arguments.checkpoint, weights_only=False)
    config = Config(**state["config"])
    model = Translator(config)
    model.load_state_dict(state["model" if arguments.last else "average"])
    model.eval()
    tokenizer = Tokenizer.from_file(str(arguments.model / "tokenizer.json"))
    session = onnxruntime.InferenceSession(str(arguments.model / "onnx" / "model_quantized.onnx"))
    empty = np.zeros((1, config.num_key_value_heads, 0, config.head_dim), np.float32)
    cache = {
        f"past_key_values.{layer}.{kind}": empty
        for layer in range(config.num_hidden_layers)
        for kind in ("key", "value")
    }

    texts = list(recorded_texts(arguments.segments))[::3]
    texts = texts[:: max(1, len(texts) // arguments.count)][: arguments.count]
    logit_errors, spreads, cosines, same = [], [], [], 0
    for index, text in enumerate(texts):
        prompt = prompt_text(text.strip(), LANGUAGES[index % len(LANGUAGES)])
        ids = np.array([tokenizer.encode(prompt).ids], np.int64)
        feed = {
            "input_ids": ids,
            "attention_mask": np.ones_like(ids),
            "position_ids": np.arange(ids.shape[1])[None],
            **cache,
        }
        logits, hidden = session.run(["logits", "last_hidden_state"], feed)
        with torch.no_grad():
            wanted, _ = model.model(torch.from_numpy(ids), torch.arange(ids.shape[1])[None])
            exact = model.logits(wanted[:, -1])[0].numpy()
        reference = wanted[0, -1].numpy()
        logit_errors.append(np.abs(logits[0, 0] - exact).mean())
        spreads.append(exact.std())
        cosines.append(hidden[0, 0] @ reference / np.linalg.norm(hidden[0, 0]) / np.linalg.norm(reference))
        same += int(logits[0, 0].argmax() == exact.argmax())
    print(f"{len(texts)} prompts, last prompt token, int8 graph against float32 weights")
    print(f"mean absolute difference of logits  {np.mean(logit_errors):.3f} (standard deviation of logits {np.mean(spreads):.2f})")
    print(f"cosine of hidden states             mean {np.mean(cosines):.4f}, least {np.min(cosines):.4f}")
    print(f"same first token                    {100 * same / len(texts):.1f} %")


if __name__ == "__main__":
    main()
