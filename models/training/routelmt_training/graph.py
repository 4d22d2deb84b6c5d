"""Writes the engine's graph of a model folder beside its Hugging Face graph; the weights stay where they are.

usage: python -m routelmt_training.graph FOLDER
"""

from __future__ import annotations

import argparse
from pathlib import Path

import onnx

from .engine_graph import engine_graph
from .shapes import write_shapes
from .weights import Config, read_config, read_weights

ENGINE_GRAPH = Path("onnx") / "engine.onnx"


def write_engine_graph(folder: Path) -> None:
    """Writes `onnx/engine.onnx` from `onnx/model_quantized.onnx`."""
    config = read_config(folder)
    save_with_shapes(engine_graph(config, read_weights(folder, config)), config, folder)


def save_with_shapes(graph: onnx.ModelProto, config: Config, folder: Path) -> None:
    """Writes a graph of the engine, with the shapes of all values, as `onnx/engine.onnx`."""
    onnx.save(graph, str(folder / ENGINE_GRAPH))
    write_shapes(folder / ENGINE_GRAPH, config)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    write_engine_graph(parser.parse_args().folder)


if __name__ == "__main__":
    main()
