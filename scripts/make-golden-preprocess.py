#!/usr/bin/python3
"""Creates reference results for preprocessing other than torchvision's default, with Pillow, torchvision and PyTorch.

    scripts/make-golden-preprocess.py            write the files

The files come from Debian 12's python3-pil 9.4.0, python3-torchvision 0.14.1 and python3-torch 1.13.0. The build never
runs this script.

common/src/test/resources/golden/preprocess.png
    One row of 64x64 RGB pictures for each line of VARIANTS: pics/cat.png, pics/espresso.png and checker, blocks
    whose edges make bicubic interpolation overshoot and clip.
common/src/test/resources/golden/preprocess.csv
    For each line of VARIANTS, scaled to a crop of 224 pixels: the three most probable classes of pics/cat.png and their
    probabilities, with the compact weights.
"""

import importlib.util
import math
from pathlib import Path

import numpy as np
import torch
import torchvision
from PIL import Image
from torchvision import transforms
from torchvision.transforms import InterpolationMode
from torchvision.transforms import functional as F

SPEC = importlib.util.spec_from_file_location("golden", Path(__file__).with_name("make-golden.py"))
golden = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(golden)

# mode, ratio of resize to crop, interpolation
VARIANTS = [
    ("crop", 256 / 224, "bicubic"),
    ("crop", 235 / 224, "bicubic"),  # timm: floor(224 / 0.95)
    ("stretch", 1, "bicubic"),
    ("stretch", 235 / 224, "bilinear"),
    ("letterbox", 1, "bilinear"),
    ("letterbox", 1, "bicubic"),
    ("letterbox", 235 / 224, "bicubic"),
]
MEAN = (0.485, 0.456, 0.406)


def letterbox(image, resize, crop, interpolation):
    """Implements timm's crop_mode border: ResizeKeepRatio(longest=1.0), then CenterCropOrPad with the mean color."""
    ratio = max(image.width, image.height) / resize
    image = F.resize(image, [round(side / ratio) for side in (image.height, image.width)], interpolation)
    pad_w, pad_h = max(crop - image.width, 0), max(crop - image.height, 0)
    image = F.pad(image, [pad_w // 2, pad_h // 2, (pad_w + 1) // 2, (pad_h + 1) // 2], fill=tuple(round(255 * v) for v in MEAN))
    top, left = round((image.height - crop) / 2), round((image.width - crop) / 2)
    return F.crop(image, top, left, crop, crop)


def preprocess(image, mode, resize, crop, interpolation):
    interpolation = InterpolationMode(interpolation)
    if mode == "letterbox":
        return letterbox(image, resize, crop, interpolation)
    size = resize if mode == "crop" else (resize, resize)
    return transforms.Compose([transforms.Resize(size, interpolation), transforms.CenterCrop(crop)])(image)


def checker():
    """Returns blocks of 5x7 pixels with values 0 and 255."""
    y, x, channel = np.indices((20, 30, 3))
    blocks = (7 * x + 13 * y + 5 * channel + x * y) % 3 == 0
    return Image.fromarray((np.repeat(np.repeat(blocks, 7, 0), 5, 1) * 255).astype(np.uint8))


def main():
    pictures = [Image.open(golden.ROOT / f"pics/{name}.png").convert("RGB") for name in golden.PICTURES] + [checker()]
    sheet = Image.new("RGB", (64 * len(pictures), 64 * len(VARIANTS)))
    for row, (mode, ratio, interpolation) in enumerate(VARIANTS):
        for column, picture in enumerate(pictures):
            small = preprocess(picture, mode, math.floor(64 * ratio), 64, interpolation)
            sheet.paste(small, (64 * column, 64 * row))
    sheet.save(golden.GOLDEN / "preprocess.png", optimize=True)

    model = torchvision.models.resnet50()
    model.load_state_dict(golden.compact_state(model))
    model.eval()
    lines = ["mode,resize,interpolation,class1,probability1,class2,probability2,class3,probability3"]
    with torch.no_grad():
        for mode, ratio, interpolation in VARIANTS:
            resize = math.floor(224 * ratio + 0.5)
            image = preprocess(pictures[0], mode, resize, 224, interpolation)
            best = torch.softmax(model(golden.NORMALIZE(image).unsqueeze(0))[0].double(), 0).topk(3)
            cells = [f"{index},{value:.6f}" for value, index in zip(best.values.tolist(), best.indices.tolist())]
            lines.append(f"{mode},{resize},{interpolation}," + ",".join(cells))
    (golden.GOLDEN / "preprocess.csv").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
