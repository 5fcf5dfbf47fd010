#!/usr/bin/python3
"""Makes the reference results that the lessons' tests compare with, by OpenCV.

    lessons/make-golden.py            write the files
    lessons/make-golden.py --check    compute everything again and compare with the files; exit code 1 if something differs

Made with Debian 12's python3-opencv 4.6.0 and python3-numpy 1.24.2. The build never runs this script. It writes, into
lessons/src/test/resources/golden:

    small-N.png             noise of 1x1, 1x4, 5x1, 2x3 and 37x22 pixels; patch.png: 96x64 pixels of pics/cat.png
    NAME-gray.png           cvtColor to gray
    NAME-mean-R.png         blur of the color picture, radius R, border repeated
    NAME-gauss-S-BORDER.png GaussianBlur of the color picture, sigma S/10, window as in GaussianBlur.java. Of noise, it is computed
                            in floats: OpenCV's 8-bit arithmetic rounds weights to 1/256, which is two levels wrong where a
                            picture is smaller than the window
    NAME-canny.png          Canny of NAME-gray.png with thresholds 30 and 80 and L2gradient
    patch-nv12.bin          Y, U and V of patch.png with each pixel doubled in both directions, so that all pixels of a block of
                            2x2 are equal: OpenCV takes a block's color from one pixel, the lesson from all four
    patch-back.png          the picture made from patch-nv12.bin
    PICTURE-canny.png       the same of pics/PICTURE.png in gray, after GaussianBlur with sigma 1.4
    otsu.txt                a line for each picture: name and threshold
"""

import argparse
import math
import sys
import tempfile
from pathlib import Path

import cv2
import numpy as np

ROOT = Path(__file__).resolve().parent.parent
GOLDEN = ROOT / "lessons/src/test/resources/golden"
SIZES = [(1, 1), (1, 4), (5, 1), (2, 3), (37, 22)]
BORDERS = {"mirror": cv2.BORDER_REFLECT_101, "repeat": cv2.BORDER_REPLICATE, "black": cv2.BORDER_CONSTANT}


def gray(picture):
    return cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)


def gauss(picture, sigma, border):
    window = 2 * math.ceil(3 * sigma) + 1
    return cv2.GaussianBlur(picture, (window, window), sigma, borderType=border)


def canny(plane):
    return cv2.Canny(plane, 30, 80, L2gradient=True)


def nv12(picture):
    height, width = picture.shape[:2]
    flat = cv2.cvtColor(picture, cv2.COLOR_BGR2YUV_I420).reshape(-1)
    y, u, v = np.split(flat, [width * height, width * height * 5 // 4])
    return np.concatenate([y, np.stack([u, v], axis=1).reshape(-1)])


def write_all(folder):
    pictures = {name: cv2.imread(str(ROOT / f"pics/{name}.png")) for name in ["cat", "espresso"]}
    random = np.random.RandomState(1)
    small = {"patch": pictures["cat"][80:144, 140:236]}
    for n, (width, height) in enumerate(SIZES):
        small[f"small-{n}"] = random.randint(0, 256, (height, width, 3), dtype=np.uint8)
    for name, picture in small.items():
        save = lambda suffix, result: cv2.imwrite(str(folder / f"{name}{suffix}.png"), result)
        save("", picture)
        save("-gray", gray(picture))
        for radius in [1, 5]:
            window = (2 * radius + 1, 2 * radius + 1)
            save(f"-mean-{radius}", cv2.blur(picture, window, borderType=cv2.BORDER_REPLICATE))
        for sigma in [7, 30]:
            for border, code in BORDERS.items():
                exact = picture if name == "patch" else picture.astype(np.float32)
                save(f"-gauss-{sigma}-{border}", gauss(exact, sigma / 10, code).round())
        save("-canny", canny(gray(picture)))
    doubled = small["patch"].repeat(2, axis=0).repeat(2, axis=1)
    planes = nv12(doubled)
    (folder / "patch-nv12.bin").write_bytes(planes.tobytes())
    height, width = doubled.shape[:2]
    back = cv2.cvtColor(planes.reshape(height * 3 // 2, width), cv2.COLOR_YUV2BGR_NV12)
    cv2.imwrite(str(folder / "patch-back.png"), back)
    for name, picture in pictures.items():
        edges = canny(gauss(gray(picture), 1.4, cv2.BORDER_REFLECT_101))
        cv2.imwrite(str(folder / f"{name}-canny.png"), edges, [cv2.IMWRITE_PNG_BILEVEL, 1])
    with open(folder / "otsu.txt", "w") as lines:
        for name, picture in {**pictures, **small}.items():
            threshold, _ = cv2.threshold(gray(picture), 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
            print(name, int(threshold), file=lines)


def main():
    parser = argparse.ArgumentParser(description="Makes the lessons' reference results by OpenCV.")
    parser.add_argument("--check", action="store_true", help="compare with the files, write nothing")
    if not parser.parse_args().check:
        GOLDEN.mkdir(parents=True, exist_ok=True)
        write_all(GOLDEN)
        return 0
    with tempfile.TemporaryDirectory() as made:
        write_all(Path(made))
        names = sorted({path.name for folder in (Path(made), GOLDEN) for path in folder.iterdir()})
        different = [name for name in names if not same(Path(made) / name, GOLDEN / name)]
    print("\n".join(f"{name} differs" for name in different) or "all files are equal")
    return 1 if different else 0


def same(one, other):
    if not one.exists() or not other.exists():
        return False
    if one.suffix != ".png":
        return one.read_bytes() == other.read_bytes()
    return np.array_equal(*(cv2.imread(str(path), cv2.IMREAD_UNCHANGED) for path in (one, other)))


if __name__ == "__main__":
    sys.exit(main())
