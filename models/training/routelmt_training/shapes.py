"""Shapes of all values of the engine's graph, written into it.

ONNX Runtime infers few of them, and without them it reuses no buffer, looks for a reusable one
among all values at each node (a third of the time to load the model), and writes no result over its input.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from onnx import helper

from .next_token import BLOCK
from .weights import Config


@dataclass(frozen=True)
class _Run:
    """What the sizes of a run depend on."""

    rows: int
    new: int
    cached: int
    all_scripts: bool


# No two sizes that a value can have are equal in both.
RUNS = (_Run(7, 11, 13, False), _Run(17, 19, 23, True))
CHECKED = (_Run(1, 1, 1, False), _Run(3, 1, 29, True), _Run(2, 5, 1, False))


def write_shapes(path: Path, config: Config) -> None:
    """Adds the shapes to a graph file, in which the sizes that vary have names.

    They are read off values that the graph computes for inputs of several sizes.

    Raises:
        ValueError: a size is not made of rows, positions and heads in a way known here.
    """
    model = onnx.load(str(path), load_external_data=False)
    outputs = {output.name for output in model.graph.output}
    inner = [name for node in model.graph.node for name in node.output if name and name not in outputs]
    runs = (*RUNS, *CHECKED)
    values = [_values(path, model, inner, config, run) for run in runs]
    sizes = [_sizes(config, run, len(found["vocabulary"])) for run, found in zip(runs, values, strict=True)]
    for name in inner:
        lengths = zip(values[0][name].shape, values[1][name].shape, strict=True)
        dims = [_dimension(name, both, sizes[0], sizes[1]) for both in lengths]
        for found, named in zip(values, sizes, strict=True):
            expected = tuple(named.get(dim, dim) for dim in dims)
            if found[name].shape != expected:
                raise ValueError(f"{name} has the shape {found[name].shape}, not {expected}")
        kind = helper.np_dtype_to_tensor_dtype(values[0][name].dtype)
        model.graph.value_info.append(helper.make_tensor_value_info(name, kind, dims))
    onnx.save(model, str(path))


def _sizes(config: Config, run: _Run, tokens: int) -> dict[str, int]:
    """Every size that depends on the input, by the name that it gets."""
    rows, heads = run.rows, config.num_attention_heads
    return {
        "B": rows,
        "T": run.new,
        "C": run.cached,
        "C + T": run.cached + run.new,
        "B · T": rows * run.new,
        "heads · B": heads * rows,
        "heads · T": heads * run.new,
        "heads · B · T": heads * rows * run.new,
        "2 · layers · B": 2 * config.num_hidden_layers * rows,
        "tokens": tokens,
        "blocks": tokens // BLOCK,
    }


def _dimension(name: str, both: tuple[int, int], first: dict[str, int], second: dict[str, int]) -> int | str:
    """The name of a size, or the number if it does not vary."""
    if both[0] == both[1]:
        return both[0]
    names = [size for size in first if (first[size], second[size]) == both]
    if len(names) != 1:
        raise ValueError(f"{name} has the size {both[0]}, then {both[1]}, which is {names or 'none that has a name'}")
    return names[0]


def _values(path: Path, model: onnx.ModelProto, inner: list[str], config: Config, run: _Run) -> dict[str, np.ndarray]:
    """All values of a run that are no outputs, and `vocabulary`."""
    open_model = onnx.ModelProto()
    open_model.CopyFrom(model)
    open_model.graph.output.extend(onnx.ValueInfoProto(name=name) for name in inner)
    # Beside the graph, because the data files are named relative to it.
    file = path.with_name(f"{path.name}.open")
    onnx.save(open_model, str(file))
    try:
        options = onnxruntime.SessionOptions()
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
        session = onnxruntime.InferenceSession(str(file), options)
        past = np.zeros((run.rows, run.cached, config.head_dim), np.float16)
        feeds = {
            "tokens": np.full((run.rows, run.new), config.eos_token_id, np.int32),
            "last": np.full(run.rows, run.new - 1, np.int32),
            "past": np.full(run.rows, run.cached, np.int32),
            "all_scripts": np.array([run.all_scripts]),
            **{value.name: past for value in session.get_inputs() if value.name.startswith("past.")},
        }
        wanted = [*inner, "vocabulary"]
        return dict(zip(wanted, session.run(wanted, feeds), strict=True))
    finally:
        file.unlink()
