#!/usr/bin/env python3
"""Creates the weights files of common/src/test/resources/wrappings: small ResNets by PyTorch and its ONNX exporter.

Needs PyTorch and torchvision; the files come from torch 1.13.0 and torchvision 0.14.1. The weights are random and
seeded. The tensors of each NAME.onnx or NAME.pth, under torchvision's names, are in basic-expected.safetensors or
bottleneck-expected.safetensors beside it.
"""
import argparse
import collections
import json
import pathlib
import random

import numpy as np
import torch
from torch import nn
from torchvision.models.resnet import BasicBlock, Bottleneck, ResNet

ROOT = pathlib.Path(__file__).resolve().parent.parent
OUT = ROOT / "common/src/test/resources/wrappings"
CLASSES = 5


class TinyResNet(ResNet):
    """A copy of torchvision's ResNet with fewer channels."""

    def __init__(self, block, channels, groups=1, width_per_group=64):
        nn.Module.__init__(self)
        self._norm_layer = nn.BatchNorm2d
        self.inplanes = channels
        self.dilation = 1
        self.groups = groups
        self.base_width = width_per_group
        self.conv1 = nn.Conv2d(3, channels, 7, 2, 3, bias=False)
        self.bn1 = nn.BatchNorm2d(channels)
        self.relu = nn.ReLU(inplace=True)
        self.maxpool = nn.MaxPool2d(3, 2, 1)
        self.layer1 = self._make_layer(block, channels, 2)
        self.layer2 = self._make_layer(block, channels * 2, 1, stride=2)
        self.layer3 = self._make_layer(block, channels * 4, 1, stride=2)
        self.layer4 = self._make_layer(block, channels * 8, 1, stride=2)
        self.avgpool = nn.AdaptiveAvgPool2d((1, 1))
        self.fc = nn.Linear(channels * 8 * block.expansion, CLASSES)


def tiny(block, **options):
    torch.manual_seed(0)
    model = TinyResNet(block, 2, **options)
    with torch.no_grad():
        for name, value in model.state_dict().items():
            if value.dtype.is_floating_point:
                value.copy_(torch.rand(value.shape) + 0.5 if name.endswith("running_var") else torch.randn(value.shape) / 4)
    return model.eval()


def safetensors(tensors):
    header, data = {}, b""
    for name, value in tensors.items():
        raw = np.ascontiguousarray(value.detach().numpy(), "<f4").tobytes()
        header[name] = {"dtype": "F32", "shape": list(value.shape), "data_offsets": [len(data), len(data) + len(raw)]}
        data += raw
    text = json.dumps(header).encode()
    return len(text).to_bytes(8, "little") + text + data


def export(model, name, **options):
    torch.onnx.export(model, torch.zeros(1, 3, 32, 32), str(OUT / name), opset_version=13, **options)


def main():
    argparse.ArgumentParser(description=__doc__.splitlines()[0]).parse_args()
    OUT.mkdir(parents=True, exist_ok=True)
    basic = tiny(BasicBlock)
    bottleneck = tiny(Bottleneck, groups=2, width_per_group=32)
    expected = {k: v for k, v in basic.state_dict().items() if v.dtype.is_floating_point}
    (OUT / "basic-expected.safetensors").write_bytes(safetensors(expected))
    expected = {k: v for k, v in bottleneck.state_dict().items() if v.dtype.is_floating_point}
    (OUT / "bottleneck-expected.safetensors").write_bytes(safetensors(expected))
    export(basic, "basic-folded.onnx")
    export(basic, "basic-unfolded.onnx", training=torch.onnx.TrainingMode.PRESERVE, do_constant_folding=False)
    export(bottleneck, "bottleneck-folded.onnx", dynamic_axes={"input.1": {0: "batch"}})
    export(bottleneck, "bottleneck-unfolded.onnx", training=torch.onnx.TrainingMode.PRESERVE, do_constant_folding=False)

    class Flat(nn.Module):
        """Implements forward of old torchvision versions, with view instead of flatten."""

        def __init__(self, inner):
            super().__init__()
            self.inner = inner

        def forward(self, x):
            m = self.inner
            x = m.maxpool(m.relu(m.bn1(m.conv1(x))))
            x = m.layer4(m.layer3(m.layer2(m.layer1(x))))
            x = m.avgpool(x)
            return torch.softmax(m.fc(x.view(x.size(0), -1)), 1)

    export(Flat(basic), "basic-view-softmax.onnx", dynamic_axes={"x": {0: "batch"}}, input_names=["x"])

    strided = tiny(Bottleneck, groups=2, width_per_group=32)
    for layer in (strided.layer2, strided.layer3, strided.layer4):
        layer[0].conv1.stride, layer[0].conv2.stride = (2, 2), (1, 1)
    export(strided, "bottleneck-v1.onnx")

    swish = tiny(BasicBlock)
    swish.layer2[0].relu = nn.SiLU()
    export(swish, "basic-swish.onnx")

    random.seed(0)
    np.random.seed(0)
    torch.save(
        {
            "epoch": 3,
            "arch": "resnet18",
            "args": argparse.Namespace(lr=0.1, device=torch.device("cpu")),
            "counter": collections.Counter("hello"),
            "default": collections.defaultdict(list, {"a": [1]}),
            "best": np.float64(0.5),
            "rng": [torch.get_rng_state(), np.random.get_state(), random.getstate()],
            "path": pathlib.PurePosixPath("a/b"),
            "seen": {1, 2},
            "size": torch.Size([1, 2]),
            "dtype": torch.float16,
            ("a", 1): 2,
            "optimizer": torch.optim.SGD(basic.parameters(), 0.1).state_dict(),
            "state_dict": {"module._orig_mod." + k: v for k, v in basic.state_dict().items()},
        },
        OUT / "neighbors.pth",
    )
    torch.save(basic, OUT / "module.pth")
    torch.jit.save(torch.jit.trace(basic.eval(), torch.zeros(1, 3, 32, 32)), str(OUT / "script.pt"))
    np.savez(OUT / "arrays.npz", **{k: v.numpy() for k, v in list(basic.state_dict().items())[:3]})


if __name__ == "__main__":
    main()
