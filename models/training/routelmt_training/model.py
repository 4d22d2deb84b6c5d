"""The translator in PyTorch: Gemma 3's text decoder, for sequences within its sliding window.

Parameters have Hugging Face's names; norms hold their factors (1 + w), as GGUF and the exported graph
have them. Products run in the chosen precision, the residual stream and the norms in float32.
"""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from .config import Config

IGNORED = -100
"""A target that is none, as PyTorch's cross entropy has it."""


class Norm(nn.Module):
    """RMSNorm in float32."""

    def __init__(self, width: int, eps: float) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.ones(width))
        self.eps = eps

    def forward(self, x: Tensor) -> Tensor:
        x = x.float()
        return x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + self.eps) * self.weight


class Linear(nn.Linear):
    """A product without bias, in the precision of its input; the weights stay in float32."""

    def __init__(self, inside: int, outside: int) -> None:
        super().__init__(inside, outside, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        return functional.linear(x, self.weight.to(x.dtype))


def rotations(length: int, width: int, base: float, device: torch.device) -> tuple[Tensor, Tensor]:
    """Cosines and sines of rotary positions, (length, width) each."""
    steps = torch.arange(0, width, 2, dtype=torch.float32, device=device) / width
    angles = torch.arange(length, dtype=torch.float32, device=device)[:, None] * base**-steps
    angles = torch.cat((angles, angles), dim=-1)
    return angles.cos(), angles.sin()


def rotate(x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
    """Rotates x (batch, heads, length, width) by its positions."""
    left, right = x.chunk(2, dim=-1)
    return x * cos + torch.cat((-right, left), dim=-1) * sin


class Cache:
    """Keys and values (batch, heads, length, width) of one layer for the positions that were read."""

    def __init__(self) -> None:
        self.keys: Tensor | None = None
        self.values: Tensor | None = None

    @property
    def length(self) -> int:
        """How many positions were read."""
        return 0 if self.keys is None else self.keys.shape[2]

    def add(self, keys: Tensor, values: Tensor) -> tuple[Tensor, Tensor]:
        """Those of all positions, the new ones after."""
        self.keys = keys if self.keys is None else torch.cat((self.keys, keys), dim=2)
        self.values = values if self.values is None else torch.cat((self.values, values), dim=2)
        return self.keys, self.values

    def keep(self, rows: Tensor) -> None:
        """Continues with some of the rows."""
        if self.keys is not None and self.values is not None:
            self.keys, self.values = self.keys[rows], self.values[rows]


class Attention(nn.Module):
    """Causal attention with few key heads and normalised queries and keys."""

    def __init__(self, config: Config) -> None:
        super().__init__()
        self.heads, self.groups, self.width = config.num_attention_heads, config.num_key_value_heads, config.head_dim
        self.q_proj = Linear(config.hidden_size, self.heads * self.width)
        self.k_proj = Linear(config.hidden_size, self.groups * self.width)
        self.v_proj = Linear(config.hidden_size, self.groups * self.width)
        self.o_proj = Linear(self.heads * self.width, config.hidden_size)
        self.q_norm = Norm(self.width, config.rms_norm_eps)
        self.k_norm = Norm(self.width, config.rms_norm_eps)

    def forward(self, x: Tensor, cos: Tensor, sin: Tensor, cache: Cache | None) -> Tensor:
        batch, length, _ = x.shape
        shape = (batch, length, -1, self.width)
        q = rotate(self.q_norm(self.q_proj(x).view(shape)).transpose(1, 2), cos, sin).to(x.dtype)
        k = rotate(self.k_norm(self.k_proj(x).view(shape)).transpose(1, 2), cos, sin).to(x.dtype)
        v = self.v_proj(x).view(shape).transpose(1, 2)
        mask = None
        if cache is not None:
            k, v = cache.add(k, v)
            mask = torch.ones(length, k.shape[2], dtype=torch.bool, device=x.device).tril(k.shape[2] - length)
        repeats = self.heads // self.groups
        k, v = (part.repeat_interleave(repeats, dim=1) for part in (k, v))
        mixed = functional.scaled_dot_product_attention(
            q, k, v, attn_mask=mask, is_causal=mask is None, scale=self.width**-0.5
        )
        return self.o_proj(mixed.transpose(1, 2).reshape(batch, length, -1))


class FeedForward(nn.Module):
    """Gated by GELU in its tanh form."""

    def __init__(self, config: Config) -> None:
        super().__init__()
        self.gate_proj = Linear(config.hidden_size, config.intermediate_size)
        self.up_proj = Linear(config.hidden_size, config.intermediate_size)
        self.down_proj = Linear(config.intermediate_size, config.hidden_size)

    def forward(self, x: Tensor) -> Tensor:
        return self.down_proj(functional.gelu(self.gate_proj(x), approximate="tanh") * self.up_proj(x))


class Layer(nn.Module):
    """Attention and feed-forward network, each between two norms."""

    def __init__(self, config: Config) -> None:
        super().__init__()
        self.self_attn = Attention(config)
        self.mlp = FeedForward(config)
        self.input_layernorm = Norm(config.hidden_size, config.rms_norm_eps)
        self.post_attention_layernorm = Norm(config.hidden_size, config.rms_norm_eps)
        self.pre_feedforward_layernorm = Norm(config.hidden_size, config.rms_norm_eps)
        self.post_feedforward_layernorm = Norm(config.hidden_size, config.rms_norm_eps)

    def forward(
        self, x: Tensor, cos: Tensor, sin: Tensor, precision: torch.dtype, cache: Cache | None = None
    ) -> Tensor:
        x = x + self.post_attention_layernorm(self.self_attn(self.input_layernorm(x).to(precision), cos, sin, cache))
        return x + self.post_feedforward_layernorm(self.mlp(self.pre_feedforward_layernorm(x).to(precision)))


class Decoder(nn.Module):
    """Embeddings, layers and the last norm."""

    def __init__(self, config: Config) -> None:
        super().__init__()
        self.embed_tokens = nn.Embedding(config.vocab_size, config.hidden_size)
        self.layers = nn.ModuleList(Layer(config) for _ in range(config.num_hidden_layers))
        self.norm = Norm(config.hidden_size, config.rms_norm_eps)


class Translator(nn.Module):
    """The language model; input and output share their embeddings."""

    def __init__(self, config: Config) -> None:
        super().__init__()
        self.config = config
        self.model = Decoder(config)

    def caches(self) -> list[Cache]:
        """Empty caches, one for each layer."""
        return [Cache() for _ in self.model.layers]

    def hidden(self, ids: Tensor, precision: torch.dtype = torch.float32, caches: list[Cache] | None = None) -> Tensor:
        """Hidden states (batch, length, width) of sequences that are padded at the end, if at all.

        With caches, the ids follow those read before.

        Raises ValueError for sequences beyond the sliding window.
        """
        past = caches[0].length if caches else 0
        length = past + ids.shape[1]
        if length > self.config.sliding_window:
            raise ValueError(f"{length} tokens are beyond the sliding window of {self.config.sliding_window}")
        local, distant = (
            [part[past:] for part in rotations(length, self.config.head_dim, base, ids.device)]
            for base in (self.config.rope_local_base_freq, self.config.rope_theta)
        )
        x = self.model.embed_tokens(ids).float() * self.config.hidden_size**0.5
        for index, layer in enumerate(self.model.layers):
            rotation = distant if self.config.is_global(index) else local
            x = layer(x, *rotation, precision, caches[index] if caches else None)
        return self.model.norm(x)

    def logits(self, hidden: Tensor, precision: torch.dtype = torch.float32) -> Tensor:
        """Logits in float32 of some hidden states."""
        return functional.linear(hidden.to(precision), self.model.embed_tokens.weight.to(precision)).float()

    def target_logits(
        self, ids: Tensor, targets: Tensor, precision: torch.dtype = torch.float32
    ) -> tuple[Tensor, Tensor]:
        """Logits of the positions with a target, and these targets."""
        flat = targets.reshape(-1)
        places = (flat != IGNORED).nonzero().squeeze(1)
        return self.logits(self.hidden(ids, precision).flatten(0, 1)[places], precision), flat[places]

    def forward(
        self, ids: Tensor, targets: Tensor, smoothing: float = 0.0, precision: torch.dtype = torch.float32
    ) -> Tensor:
        """Mean cross entropy of the targets in nats, smoothed over the vocabulary."""
        logits, wanted = self.target_logits(ids, targets, precision)
        return functional.cross_entropy(logits, wanted, label_smoothing=smoothing)


def load_model(path: Path) -> Translator:
    """The model of a checkpoint, or of the `initial.pt` that `vocabulary` writes."""
    state = torch.load(path, weights_only=True, map_location="cpu", mmap=True)
    model = Translator(Config(**state["config"]))
    model.load_state_dict(state["model"])
    return model
