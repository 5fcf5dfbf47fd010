#!/usr/bin/python3
"""Creates the reference results of the tests, with Pillow, torchvision and PyTorch.

    scripts/make-golden.py            write the files
    scripts/make-golden.py --check    compute everything again and compare with the files; exit code 1 if they differ

The files come from Debian 12's python3-pil 9.4.0, python3-torchvision 0.14.1, python3-torch 1.13.0 and python3-numpy
1.24.2. The inputs are pics/*.png and model/resnet50-compact.safetensors of this repository. The build never runs this
script. It takes half a minute and 2 GB of memory.

common/src/test/resources/golden/PICTURE-MODE.png
    The network's input before normalization: pics/PICTURE.png as 224x224 RGB. MODE is crop (shorter side resized to
    256, center cropped) or stretch.
common/src/test/resources/golden/resnet50.safetensors, computed from these pictures with the compact weights:
    input/PICTURE-MODE [512]    sample of the normalized input, NCHW
    logits/PICTURE-MODE [1000]
    mean/LAYER [channels]       for cat-crop, means over all pixels of the layer's output
    probe/LAYER [512]           for cat-crop, sample of the layer's output, NCHW
    A sample of a tensor with n elements contains the elements (j * 2654435761) mod n, for j from 0 to 511. The factor
    is prime.
common/src/test/resources/golden/class-maps.safetensors, class activation maps (Zhou et al., CVPR 2016) with the compact weights:
    first/PICTURE [7][7]        for PICTURE-crop and its most probable class, sums over the channels of the class's weight in fc
                                times the output of layer4; its mean and the class's bias add up to the logit
    second/PICTURE [7][7]       for the second most probable class
    classes/PICTURE [2]         the indices of the two classes
common/src/main/resources/golden/synthetic-logits.safetensors, for each network of the family on seeded weights and input:
    input/first8 [8], weights_first8/NETWORK [8] (of layer1.0.conv1.weight), logits/NETWORK [1000]

--check tolerates differences up to 1e-4 of the largest magnitude of each tensor, because PyTorch's order of summation
depends on the processor. Pictures and samples of inputs must be equal.
"""

import argparse
import json
import struct
import sys
from pathlib import Path

import numpy as np
import torch
import torchvision
from PIL import Image
from torchvision import transforms

ROOT = Path(__file__).resolve().parent.parent
GOLDEN = ROOT / "common/src/test/resources/golden"
SYNTHETIC = ROOT / "common/src/main/resources/golden/synthetic-logits.safetensors"
COMPACT = ROOT / "model/resnet50-compact.safetensors"

PICTURES = ["cat", "espresso"]
MODES = {
    "crop": transforms.Compose([transforms.Resize(256), transforms.CenterCrop(224)]),
    "stretch": transforms.Resize((224, 224)),
}
NORMALIZE = transforms.Compose([
    transforms.ToTensor(),
    transforms.Normalize(mean=(0.485, 0.456, 0.406), std=(0.229, 0.224, 0.225)),
])
LAYERS = ["conv1", "bn1", "relu", "maxpool", "avgpool"] + [
    f"layer{group + 1}.{block}" for group, blocks in enumerate([3, 4, 6, 3]) for block in range(blocks)]
FAMILY = ["resnet18", "resnet34", "resnet50", "resnet101", "resnet152", "resnext50_32x4d", "resnext101_32x8d",
          "resnext101_64x4d", "wide_resnet50_2", "wide_resnet101_2"]

SAMPLE_SIZE = 512
SAMPLE_FACTOR = 2654435761
TOLERANCE = 1e-4


def read_safetensors(path):
    data = path.read_bytes()
    header_size = struct.unpack("<Q", data[:8])[0]
    header = json.loads(data[8:8 + header_size])
    header.pop("__metadata__", None)
    types = {"F32": "<f4", "F16": "<f2", "U8": "u1", "I16": "<i2"}
    tensors = {}
    for name, entry in header.items():
        begin, end = (8 + header_size + offset for offset in entry["data_offsets"])
        tensors[name] = np.frombuffer(data[begin:end], types[entry["dtype"]]).reshape(entry["shape"])
    return tensors


def safetensors(tensors):
    header, body = {}, b""
    for name, tensor in tensors.items():
        part = np.ascontiguousarray(tensor, "<f4").tobytes()
        header[name] = {"dtype": "F32", "shape": list(tensor.shape), "data_offsets": [len(body), len(body) + len(part)]}
        body += part
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    return struct.pack("<Q", len(text)) + text + body


def compact_state(model):
    """Reads model/resnet50-compact.safetensors. Row o of a compressed weight is codebook[codes[o][j]], for all j."""
    tensors = read_safetensors(COMPACT)
    state = {}
    for name, tensor in model.state_dict().items():
        if name + ".codes" in tensors:
            rows = tensors[name + ".codebook"].astype(np.float32)[tensors[name + ".codes"]]
            state[name] = torch.from_numpy(rows.reshape(tensor.shape))
        elif name in tensors:
            state[name] = torch.from_numpy(tensors[name].astype(np.float32).reshape(tensor.shape))
        elif name.endswith("num_batches_tracked"):
            state[name] = tensor
        else:
            raise KeyError(f"{COMPACT} has no {name}")
    return state


def uniform(name, count):
    """Returns a seeded tensor's elements in [0, 1): 24 upper bits of splitmix64; its seed is the name's FNV-1a hash."""
    seed = 0xCBF29CE484222325
    for byte in name.encode():
        seed = (seed ^ byte) * 0x100000001B3 % 2**64
    z = np.arange(1, count + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15) + np.uint64(seed)
    z = (z ^ z >> np.uint64(30)) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ z >> np.uint64(27)) * np.uint64(0x94D049BB133111EB)
    z ^= z >> np.uint64(31)
    return (z >> np.uint64(40)).astype(np.float64) * 2.0**-24


def synthetic_tensor(name, shape):
    u = uniform(name, int(np.prod(shape)))
    if name == "input":
        values = 2 * u - 1
    elif name == "fc.bias":
        values = (u - 0.5) / 10
    elif len(shape) > 1:  # weight of fc, [O][I], or of a convolution, [O][I / groups][kh][kw]
        values = (2 * u - 1) * np.sqrt((6 if len(shape) == 4 else 3) / np.prod(shape[1:]))
    elif name.endswith("running_var"):
        values = 0.5 + u
    elif name.endswith(".weight"):
        values = 0.25 + u / 2
    else:
        values = (u - 0.5) / 5
    return torch.from_numpy(values.astype(np.float32).reshape(shape))


def sample(tensor):
    flat = tensor.reshape(-1)
    assert flat.numel() >= SAMPLE_SIZE
    return flat[[j * SAMPLE_FACTOR % flat.numel() for j in range(SAMPLE_SIZE)]].numpy()


def evaluate(model, inputs):
    with torch.no_grad():
        return model.eval()(inputs)[0].numpy()


def network(name):
    return getattr(torchvision.models, name)(weights=None)


def crops():
    made = {}
    for picture in PICTURES:
        image = Image.open(ROOT / "pics" / (picture + ".png")).convert("RGB")
        for mode, transform in MODES.items():
            made[f"{picture}-{mode}"] = transform(image)
    return made


def trained(pictures):
    model = network("resnet50")
    model.load_state_dict(compact_state(model))
    tensors = {}

    def listen(layer):
        def hook(module, inputs, output):
            tensors["mean/" + layer] = output[0].double().mean(dim=(1, 2)).float().numpy()
            tensors["probe/" + layer] = sample(output[0])
        return hook

    for name, picture in pictures.items():
        inputs = NORMALIZE(picture)
        handles = []
        if name == "cat-crop":
            handles = [model.get_submodule(layer).register_forward_hook(listen(layer)) for layer in LAYERS]
        tensors["input/" + name] = sample(inputs)
        tensors["logits/" + name] = evaluate(model, inputs[None])
        for handle in handles:
            handle.remove()
    return tensors


def class_maps(pictures):
    model = network("resnet50")
    model.load_state_dict(compact_state(model))
    outputs = []
    model.layer4.register_forward_hook(lambda module, inputs, output: outputs.append(output[0]))
    tensors = {}
    for name in PICTURES:
        logits = evaluate(model, NORMALIZE(pictures[name + "-crop"])[None])
        classes = np.argsort(-logits)[:2]
        for rank, index in zip(["first", "second"], classes):
            weight = model.fc.weight[index].detach()
            values = torch.einsum("c,chw->hw", weight, outputs[-1])
            assert abs(values.mean() + model.fc.bias[index].detach() - logits[index]) < 1e-4
            tensors[f"{rank}/{name}"] = values.numpy()
        tensors["classes/" + name] = classes
    return tensors


def synthetic():
    inputs = synthetic_tensor("input", (1, 3, 224, 224))
    tensors = {"input/first8": inputs.reshape(-1)[:8].numpy()}
    for name in FAMILY:
        print("seeded weights:", name)
        model = network(name)
        state = {
            tensor: value if tensor.endswith("num_batches_tracked") else synthetic_tensor(tensor, tuple(value.shape))
            for tensor, value in model.state_dict().items()
        }
        model.load_state_dict(state)
        tensors["logits/" + name] = evaluate(model, inputs)
        tensors["weights_first8/" + name] = state["layer1.0.conv1.weight"].reshape(-1)[:8].numpy()
    return tensors


def differences(path, made):
    """Returns a line for each difference between a file of tensors and the computed tensors."""
    there = read_safetensors(path)
    for name in sorted(there.keys() | made.keys()):
        if name not in there or name not in made or there[name].shape != made[name].shape:
            yield f"{path}: {name}: only in one of the two, or of another shape"
            continue
        exact = name.startswith(("input/", "weights_first8/", "classes/"))
        allowed = 0 if exact else TOLERANCE * np.abs(there[name]).max()
        difference = np.abs(there[name] - made[name]).max()
        if not difference <= allowed:
            yield f"{path}: {name}: differs by {difference:.3g}, allowed {allowed:.3g}"


def picture_differences(path, made):
    if not np.array_equal(np.asarray(Image.open(path)), np.asarray(made)):
        yield f"{path}: other pixels"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="compare with the files instead of writing them")
    check = parser.parse_args().check
    pictures = crops()
    files = {
        GOLDEN / "resnet50.safetensors": trained(pictures),
        GOLDEN / "class-maps.safetensors": class_maps(pictures),
        SYNTHETIC: synthetic(),
    }
    if check:
        found = [line for name, made in pictures.items() for line in picture_differences(GOLDEN / (name + ".png"), made)]
        found += [line for path, made in files.items() for line in differences(path, made)]
        print("\n".join(found) if found else "all is as committed")
        return 1 if found else 0
    GOLDEN.mkdir(parents=True, exist_ok=True)
    for name, picture in pictures.items():
        picture.save(GOLDEN / (name + ".png"), optimize=True)
    for path, tensors in files.items():
        path.write_bytes(safetensors(tensors))
    return 0


if __name__ == "__main__":
    sys.exit(main())
