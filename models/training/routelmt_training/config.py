"""The sizes of a Gemma 3 text model, under the names of Hugging Face's `config.json`."""

from __future__ import annotations

from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Config:
    """Sizes and constants; the defaults are those of gemma-3-270m that its GGUF file does not say."""

    vocab_size: int
    hidden_size: int
    num_hidden_layers: int
    num_attention_heads: int
    num_key_value_heads: int
    head_dim: int
    intermediate_size: int
    sliding_window: int
    rms_norm_eps: float = 1e-6
    rope_theta: float = 1_000_000.0
    rope_local_base_freq: float = 10_000.0
    sliding_window_pattern: int = 6
    max_position_embeddings: int = 512

    def is_global(self, layer: int) -> bool:
        """Whether a layer looks beyond the sliding window; such a layer has rotations of its own."""
        return (layer + 1) % self.sliding_window_pattern == 0

    def as_dict(self) -> dict[str, int | float]:
        """Values for checkpoints and `config.json`."""
        return asdict(self)
