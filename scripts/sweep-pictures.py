#!/usr/bin/env python3
"""Compares this project's decoding of picture files with Pillow's, pixel by pixel.

usage: [RESNET50_JAR=stage6.jar] scripts/sweep-pictures.py [--lenient] FOLDER|FILE...

Needs Pillow and a JDK 25 ($JAVA, else java). Lists the files whose pixels differ, the files that only one of the two
programs reads, and the files with a note, then a summary. The test pictures of Pillow and of TwelveMonkeys contain many
unusual files.
"""
import os
import struct
import subprocess
import sys
import warnings

import numpy as np
from PIL import Image, ImageFile, ImageOps

FORMATS = ("JPEG", "PNG", "GIF", "BMP", "DIB", "WEBP", "MPO")
SUFFIXES = (".jpg", ".jpeg", ".jfif", ".jpe", ".jif", ".png", ".gif", ".bmp", ".webp", ".dib", ".apng")


def files(arguments):
    for argument in arguments:
        if os.path.isdir(argument):
            for folder, _, names in sorted(os.walk(argument)):
                yield from (os.path.join(folder, n) for n in sorted(names) if n.lower().endswith(SUFFIXES))
        else:
            yield argument


class Reader:
    def __init__(self, lenient):
        here = os.path.dirname(os.path.abspath(__file__))
        classpath = os.environ.get("RESNET50_JAR", os.path.join(here, "..", "stage6.jar"))
        command = [os.environ.get("JAVA", "java"), "-cp", classpath, os.path.join(here, "SweepPictures.java")]
        self.process = subprocess.Popen(
            command + ["--lenient"] * lenient, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def read(self, path):
        """Returns the pixels, or None, and the notes or the error."""
        self.process.stdin.write((path + "\n").encode())
        self.process.stdin.flush()
        text = self._take(self._int()).decode().replace(path + ": ", "")
        width, height = self._int(), self._int()
        if width == 0:
            return None, text
        return np.frombuffer(self._take(3 * width * height), np.uint8).reshape(height, width, 3), text

    def _int(self):
        return struct.unpack(">i", self._take(4))[0]

    def _take(self, count):
        data = self.process.stdout.read(count)
        if len(data) < count:
            sys.exit("the Java half ended")
        return data


def pillow(path):
    try:
        image = Image.open(path)
        form = image.format
        image.load()
        image = ImageOps.exif_transpose(image) or image
        if image.mode.startswith("I"):  # 16 bits: take the high byte; convert("RGB") would clip
            array = (np.asarray(image).astype(np.int64) >> 8).clip(0, 255).astype(np.uint8)
            return form, np.stack([array] * 3, 2), ""
        return form, np.asarray(image.convert("RGB")), ""
    except Exception as e:
        return None, None, f"{type(e).__name__}: {e}"


def main():
    warnings.simplefilter("ignore")
    arguments = sys.argv[1:]
    lenient = "--lenient" in arguments
    ImageFile.LOAD_TRUNCATED_IMAGES = lenient
    reader = Reader(lenient)
    counts = {}
    for path in files(a for a in arguments if a != "--lenient"):
        ours, text = reader.read(os.path.abspath(path))
        form, theirs, error = pillow(path)
        if ours is None and theirs is None:
            kind = "both refuse"
        elif ours is None:
            kind = "only Pillow reads" if form in FORMATS else "other format"
        elif theirs is None:
            kind = "only we read"
        elif ours.shape != theirs.shape:
            kind = "size"
            error = f"{ours.shape[1]}x{ours.shape[0]}, Pillow {theirs.shape[1]}x{theirs.shape[0]}"
        else:
            difference = np.abs(ours.astype(int) - theirs)
            kind = "equal" if not difference.any() else "near" if difference.mean() <= 2 else "differs"
            error = "" if kind == "equal" else f"mean {difference.mean():.3f}, largest {difference.max()}"
        counts[kind] = counts.get(kind, 0) + 1
        if kind not in ("equal", "other format") or text:
            print(f"{kind}: {path}: {error}{' # ' + text if text else ''}", flush=True)
    print(", ".join(f"{count} {kind}" for kind, count in sorted(counts.items())))


if __name__ == "__main__":
    main()
