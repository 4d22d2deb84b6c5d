"""SmoothQuant: moves the spread of activations into the weights, before both are rounded.

Every channel of a product's input is divided by a factor, and the weights' column multiplied by it: the
function stays the same, and the rows of activations lose the few channels that would set their scale. The
division costs nothing, because it goes into what makes the input: the norm before query, key, value, gate and
up; the value projection for the output projection; `up` for `down`. (Xiao et al., arXiv 2211.10438.)
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from .dataset import Dataset
from .model import Translator

SAMPLES = 400
ALPHA = 0.5
"""How much of the spread the weights take: 0 nothing, 1 all."""
_SMALLEST = 1e-5


@torch.no_grad()
def channel_maxima(model: Translator, data: Dataset, samples: int = SAMPLES) -> dict[str, Tensor]:
    """The largest absolute value of each channel of each product's input, by the product's name, on sample pairs.

    Query, key and value have one input, `self_attn`; gate and up have one, `mlp`.
    """
    maxima: dict[str, Tensor] = {}
    real = torch.tensor([])

    def watch(name: str):
        def hook(_module: nn.Module, inputs: tuple[Tensor, ...]) -> None:
            largest = inputs[0].abs()[real].amax(0)
            maxima[name] = torch.maximum(maxima[name], largest) if name in maxima else largest

        return hook

    watched = ("self_attn", "self_attn.o_proj", "mlp", "mlp.down_proj")
    hooks = [
        layer.get_submodule(name).register_forward_pre_hook(watch(f"model.layers.{index}.{name}"))
        for index, layer in enumerate(model.model.layers)
        for name in watched
    ]
    step = max(1, len(data.packed) // samples)
    try:
        for batch in data.plain(32, step):
            ids, targets = data.tensors(batch)
            # Padding is never read, so its activations do not count.
            real = torch.arange(batch.width, device=ids.device) < data.lengths(batch)[:, None]
            model(ids, targets)
    finally:
        for hook in hooks:
            hook.remove()
    return maxima


@torch.no_grad()
def smooth(model: Translator, maxima: dict[str, Tensor], alpha: float = ALPHA) -> None:
    """Changes the weights in place."""
    heads, groups = model.config.num_attention_heads, model.config.num_key_value_heads
    for index, layer in enumerate(model.model.layers):
        name = f"model.layers.{index}"
        attention, mlp = layer.self_attn, layer.mlp
        for inputs, norm, products in (
            (
                maxima[f"{name}.self_attn"],
                layer.input_layernorm,
                (attention.q_proj, attention.k_proj, attention.v_proj),
            ),
            (maxima[f"{name}.mlp"], layer.pre_feedforward_layernorm, (mlp.gate_proj, mlp.up_proj)),
        ):
            factors = _factors(
                inputs, torch.stack([product.weight.abs().amax(0) for product in products]).amax(0), alpha
            )
            norm.weight /= factors
            for product in products:
                product.weight *= factors
        factors = _factors(maxima[f"{name}.mlp.down_proj"], mlp.down_proj.weight.abs().amax(0), alpha)
        mlp.up_proj.weight /= factors[:, None]
        mlp.down_proj.weight *= factors
        # A value head serves several query heads: their channels share a factor.
        outputs = attention.o_proj.weight.view(-1, groups, heads // groups, attention.width)
        inputs = maxima[f"{name}.self_attn.o_proj"].view(groups, heads // groups, attention.width).amax(1)
        factors = _factors(inputs, outputs.abs().amax((0, 2)), alpha)
        attention.v_proj.weight /= factors.reshape(-1, 1)
        outputs *= factors[:, None]


def _factors(inputs: Tensor, weights: Tensor, alpha: float) -> Tensor:
    """What to divide the channels of an input by; their geometric mean is 1."""
    factors = inputs.clamp(min=_SMALLEST) ** alpha / weights.clamp(min=_SMALLEST) ** (1 - alpha)
    return factors / factors.log().mean().exp()
