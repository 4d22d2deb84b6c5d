"""The Qwen3 decoder (RMSNorm, RoPE, grouped-query attention, QK-norm, SwiGLU, tied embeddings).

Written out instead of taken from a library so that the same forward serves training (packed
loss, no cache) and export (explicit cache inputs); parameter names follow Hugging Face's
`Qwen3ForCausalLM`, so that the weights load there unchanged.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn


@dataclass(frozen=True)
class Config:
    """Sizes of the model, named as in Hugging Face's Qwen3Config."""

    vocab_size: int = 16384
    hidden_size: int = 320
    num_hidden_layers: int = 6
    num_attention_heads: int = 6
    num_key_value_heads: int = 2
    head_dim: int = 64
    intermediate_size: int = 896
    rms_norm_eps: float = 1e-6
    rope_theta: float = 10000.0
    max_position_embeddings: int = 512

    def as_dict(self) -> dict[str, int | float]:
        return asdict(self)


class RMSNorm(nn.Module):
    def __init__(self, size: int, eps: float) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.ones(size))
        self.eps = eps

    def forward(self, x: Tensor) -> Tensor:
        wide = x.float()
        wide = wide * torch.rsqrt(wide.pow(2).mean(-1, keepdim=True) + self.eps)
        return (wide * self.weight).to(x.dtype)


def rope_table(config: Config, positions: Tensor) -> tuple[Tensor, Tensor]:
    """cos and sin, shape positions.shape + (head_dim,)."""
    steps = torch.arange(0, config.head_dim, 2, dtype=torch.float32)
    frequency = config.rope_theta ** (-steps / config.head_dim)
    angle = positions.float()[..., None] * frequency
    angle = torch.cat((angle, angle), dim=-1)
    return angle.cos(), angle.sin()


def rotate(x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
    """Applies rotary positions to x of shape (batch, heads, time, head_dim)."""
    left, right = x.chunk(2, dim=-1)
    return x * cos.to(x.dtype) + torch.cat((-right, left), dim=-1) * sin.to(x.dtype)


class Attention(nn.Module):
    def __init__(self, config: Config) -> None:
        super().__init__()
        self.config = config
        size, width = config.hidden_size, config.head_dim
        self.q_proj = nn.Linear(size, config.num_attention_heads * width, bias=False)
        self.k_proj = nn.Linear(size, config.num_key_value_heads * width, bias=False)
        self.v_proj = nn.Linear(size, config.num_key_value_heads * width, bias=False)
        self.o_proj = nn.Linear(config.num_attention_heads * width, size, bias=False)
        self.q_norm = RMSNorm(width, config.rms_norm_eps)
        self.k_norm = RMSNorm(width, config.rms_norm_eps)

    def forward(
        self, x: Tensor, cos: Tensor, sin: Tensor, past: tuple[Tensor, Tensor] | None, mask: Tensor | None
    ) -> tuple[Tensor, tuple[Tensor, Tensor]]:
        batch, time, _ = x.shape
        width = self.config.head_dim
        q = self.q_norm(self.q_proj(x).view(batch, time, -1, width)).transpose(1, 2)
        k = self.k_norm(self.k_proj(x).view(batch, time, -1, width)).transpose(1, 2)
        v = self.v_proj(x).view(batch, time, -1, width).transpose(1, 2)
        q, k = rotate(q, cos, sin), rotate(k, cos, sin)
        if past is not None:
            k, v = torch.cat((past[0], k), dim=2), torch.cat((past[1], v), dim=2)
        groups = self.config.num_attention_heads // self.config.num_key_value_heads
        wide_k, wide_v = k.repeat_interleave(groups, dim=1), v.repeat_interleave(groups, dim=1)
        # Written out: for sequences this short it trains 1.4 times as fast as the fused kernel.
        if mask is None:
            mask = torch.ones(time, time, dtype=torch.bool).tril()
        scores = (q * width**-0.5) @ wide_k.transpose(2, 3)
        weights = scores.masked_fill(~mask, -30000.0).softmax(-1, dtype=torch.float32).to(v.dtype)
        out = weights @ wide_v
        return self.o_proj(out.transpose(1, 2).reshape(batch, time, -1)), (k, v)


class MLP(nn.Module):
    def __init__(self, config: Config) -> None:
        super().__init__()
        self.gate_proj = nn.Linear(config.hidden_size, config.intermediate_size, bias=False)
        self.up_proj = nn.Linear(config.hidden_size, config.intermediate_size, bias=False)
        self.down_proj = nn.Linear(config.intermediate_size, config.hidden_size, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        return self.down_proj(F.silu(self.gate_proj(x)) * self.up_proj(x))


class Layer(nn.Module):
    def __init__(self, config: Config) -> None:
        super().__init__()
        self.input_layernorm = RMSNorm(config.hidden_size, config.rms_norm_eps)
        self.self_attn = Attention(config)
        self.post_attention_layernorm = RMSNorm(config.hidden_size, config.rms_norm_eps)
        self.mlp = MLP(config)

    def forward(
        self,
        x: Tensor,
        cos: Tensor,
        sin: Tensor,
        past: tuple[Tensor, Tensor] | None,
        mask: Tensor | None,
        dropout: float,
    ) -> tuple[Tensor, tuple[Tensor, Tensor]]:
        attended, present = self.self_attn(self.input_layernorm(x), cos, sin, past, mask)
        x = x + F.dropout(attended, dropout, self.training)
        return x + F.dropout(self.mlp(self.post_attention_layernorm(x)), dropout, self.training), present


class Decoder(nn.Module):
    """Embeddings, layers and final norm (`model.*` of a Hugging Face checkpoint)."""

    def __init__(self, config: Config) -> None:
        super().__init__()
        self.config = config
        self.embed_tokens = nn.Embedding(config.vocab_size, config.hidden_size)
        self.layers = nn.ModuleList(Layer(config) for _ in range(config.num_hidden_layers))
        self.norm = RMSNorm(config.hidden_size, config.rms_norm_eps)

    def forward(
        self,
        ids: Tensor,
        positions: Tensor,
        past: list[tuple[Tensor, Tensor]] | None = None,
        mask: Tensor | None = None,
        dropout: float = 0.0,
    ) -> tuple[Tensor, list[tuple[Tensor, Tensor]]]:
        """Hidden states (batch, time, hidden) after the final norm, and the keys and values.

        ids and positions are (batch, time); without a mask attention is causal.
        """
        cos, sin = rope_table(self.config, positions)
        cos, sin = cos.unsqueeze(1), sin.unsqueeze(1)
        x = self.embed_tokens(ids)
        presents = []
        for index, layer in enumerate(self.layers):
            x, present = layer(x, cos, sin, past[index] if past else None, mask, dropout)
            presents.append(present)
        return self.norm(x), presents


class Translator(nn.Module):
    """The decoder with its tied output embedding (`Qwen3ForCausalLM`)."""

    def __init__(self, config: Config) -> None:
        super().__init__()
        self.config = config
        self.model = Decoder(config)
        self._initialise()

    def _initialise(self) -> None:
        residual = 0.02 / (2 * self.config.num_hidden_layers) ** 0.5
        for name, parameter in self.named_parameters():
            if parameter.dim() < 2:
                continue
            narrow = name.endswith(("o_proj.weight", "down_proj.weight"))
            nn.init.normal_(parameter, std=residual if narrow else 0.02)

    def logits(self, hidden: Tensor) -> Tensor:
        return F.linear(hidden, self.model.embed_tokens.weight.to(hidden.dtype))

    def loss(
        self, ids: Tensor, targets: Tensor, dropout: float = 0.0, smoothing: float = 0.0
    ) -> Tensor:
        """Mean cross-entropy over the positions whose target is not -100; ids are right-padded."""
        positions = torch.arange(ids.shape[1])[None]
        hidden, _ = self.model(ids, positions, dropout=dropout)
        wanted = targets != -100
        logits = self.logits(hidden[wanted])
        return F.cross_entropy(logits.float(), targets[wanted], label_smoothing=smoothing)

    @torch.no_grad()
    def generate(self, prompts: list[list[int]], limits: list[int], pad: int, eos: int) -> list[list[int]]:
        """Greedy hypotheses of a batch of prompts (left-padded), each up to its own limit."""
        longest = max(map(len, prompts))
        ids = torch.tensor([[pad] * (longest - len(prompt)) + prompt for prompt in prompts])
        real = torch.tensor([[0] * (longest - len(prompt)) + [1] * len(prompt) for prompt in prompts])
        positions = (real.cumsum(1) - 1).clamp(min=0)
        past: list[tuple[Tensor, Tensor]] | None = None
        outputs: list[list[int]] = [[] for _ in prompts]
        done = [False] * len(prompts)
        for step in range(max(limits)):
            seen = real[:, None, None, :].bool()
            if past is None:
                causal = torch.ones(longest, longest).tril().bool()
                mask = seen & causal[None, None] | torch.eye(longest).bool()[None, None]
            else:
                mask = seen
            hidden, past = self.model(ids, positions, past, mask)
            ids = self.logits(hidden[:, -1]).argmax(-1, keepdim=True)
            positions = positions[:, -1:] + 1
            real = torch.cat((real, torch.ones(len(prompts), 1, dtype=real.dtype)), dim=1)
            for row, token in enumerate(ids[:, 0].tolist()):
                done[row] = done[row] or token == eos or step >= limits[row]
                if not done[row]:
                    outputs[row].append(token)
            if all(done):
                break
        return outputs
