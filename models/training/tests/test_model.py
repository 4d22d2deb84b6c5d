"""The model against transformers' Gemma 3, layer for layer the same function."""

from __future__ import annotations

import pytest
import torch
from transformers import Gemma3ForCausalLM, Gemma3TextConfig

from routelmt_training.config import Config
from routelmt_training.model import IGNORED, Translator

CONFIG = Config(
    vocab_size=211,
    hidden_size=48,
    num_hidden_layers=7,
    num_attention_heads=6,
    num_key_value_heads=2,
    head_dim=16,
    intermediate_size=96,
    sliding_window=64,
    sliding_window_pattern=3,
)


def transformers_model(config: Config) -> Gemma3ForCausalLM:
    """Transformers' model of the same sizes with random weights, norms included."""
    ropes = {"sliding_attention": config.rope_local_base_freq, "full_attention": config.rope_theta}
    model = Gemma3ForCausalLM(
        Gemma3TextConfig(
            vocab_size=config.vocab_size,
            hidden_size=config.hidden_size,
            num_hidden_layers=config.num_hidden_layers,
            num_attention_heads=config.num_attention_heads,
            num_key_value_heads=config.num_key_value_heads,
            head_dim=config.head_dim,
            intermediate_size=config.intermediate_size,
            query_pre_attn_scalar=config.head_dim,
            sliding_window=config.sliding_window,
            layer_types=[
                "full_attention" if config.is_global(layer) else "sliding_attention"
                for layer in range(config.num_hidden_layers)
            ],
            rope_parameters={kind: {"rope_type": "default", "rope_theta": base} for kind, base in ropes.items()},
            rms_norm_eps=config.rms_norm_eps,
            hidden_activation="gelu_pytorch_tanh",
            attn_implementation="eager",
        )
    )
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            # Norms of transformers hold w, not 1 + w; matrices large enough for the layers to matter.
            parameter.normal_(0, 0.3 if "norm" in name else 0.15)
    return model.eval()


def ours(reference: Gemma3ForCausalLM, config: Config) -> Translator:
    """Our model with the weights of transformers'."""
    state = {
        name: value + 1 if "norm" in name else value
        for name, value in reference.state_dict().items()
        if name != "lm_head.weight"
    }
    model = Translator(config)
    model.load_state_dict(state)
    return model.eval()


@pytest.fixture(scope="module")
def both() -> tuple[Gemma3ForCausalLM, Translator]:
    torch.manual_seed(5)
    reference = transformers_model(CONFIG)
    return reference, ours(reference, CONFIG)


@torch.no_grad()
def test_logits_are_those_of_transformers(both: tuple[Gemma3ForCausalLM, Translator]) -> None:
    reference, model = both
    ids = torch.randint(1, CONFIG.vocab_size, (3, 60))
    expected = reference(input_ids=ids).logits
    assert expected.std() > 0.5
    torch.testing.assert_close(model.logits(model.hidden(ids)), expected, atol=2e-4, rtol=1e-4)


def test_gradients_are_those_of_transformers(both: tuple[Gemma3ForCausalLM, Translator]) -> None:
    reference, model = both
    ids = torch.randint(1, CONFIG.vocab_size, (2, 20))
    targets = torch.full_like(ids, IGNORED)
    targets[:, 10:-1] = ids[:, 11:]
    labels = torch.full_like(ids, IGNORED)
    labels[:, 11:] = ids[:, 11:]
    expected = reference(input_ids=ids, labels=labels).loss
    loss = model(ids, targets)
    torch.testing.assert_close(loss, expected, atol=1e-5, rtol=1e-5)
    expected.backward()
    loss.backward()
    for name, parameter in model.named_parameters():
        wanted = reference.get_parameter(name).grad
        torch.testing.assert_close(
            parameter.grad, wanted, atol=2e-4, rtol=2e-3, msg=lambda text, name=name: f"{name}: {text}"
        )


@torch.no_grad()
def test_padding_at_the_end_changes_nothing(both: tuple[Gemma3ForCausalLM, Translator]) -> None:
    _, model = both
    ids = torch.randint(1, CONFIG.vocab_size, (2, 12))
    padded = torch.cat((ids, torch.zeros(2, 5, dtype=torch.long)), dim=1)
    torch.testing.assert_close(model.hidden(padded)[:, :12], model.hidden(ids), atol=1e-5, rtol=1e-5)


@torch.no_grad()
def test_reading_in_parts_is_reading_at_once(both: tuple[Gemma3ForCausalLM, Translator]) -> None:
    _, model = both
    ids = torch.randint(1, CONFIG.vocab_size, (3, 20))
    caches = model.caches()
    parts = [model.hidden(ids[:, :12], caches=caches), model.hidden(ids[:, 12:16], caches=caches)]
    torch.testing.assert_close(torch.cat(parts, dim=1), model.hidden(ids[:, :16]), atol=2e-5, rtol=1e-4)
    for cache in caches:
        cache.keep(torch.tensor([2, 0]))
    last = model.hidden(ids[[2, 0], 16:], caches=caches)
    torch.testing.assert_close(last, model.hidden(ids)[[2, 0], 16:], atol=2e-5, rtol=1e-4)


@torch.no_grad()
def test_bf16_products_stay_close(both: tuple[Gemma3ForCausalLM, Translator]) -> None:
    _, model = both
    ids = torch.randint(1, CONFIG.vocab_size, (2, 20))
    exact, rounded = model.hidden(ids), model.hidden(ids, torch.bfloat16)
    assert 0 < (exact - rounded).abs().mean() < 0.05 * exact.std()


def test_sequences_beyond_the_window_are_refused(both: tuple[Gemma3ForCausalLM, Translator]) -> None:
    _, model = both
    with pytest.raises(ValueError, match="65 tokens"):
        model.hidden(torch.zeros(1, 65, dtype=torch.long))
