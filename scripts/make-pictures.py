#!/usr/bin/python3
"""Creates small pictures of unusual kinds, and their pixels by Pillow's convert("RGB"), after EXIF orientation.

    scripts/make-pictures.py

Writes common/src/test/resources/pictures/kinds: NAME.EXT and NAME.EXT-expected.png. The files come from Debian 12's
python3-pil 9.4.0, libjpeg-turbo-progs 2.1.5 (cjpeg) and webp 1.2.4 (cwebp). The build never runs this script.
"""
import io
import re
import struct
import subprocess
import zlib
from pathlib import Path

from PIL import Image, ImageFile, ImageOps

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "common/src/test/resources/pictures/kinds"
SIZE = (37, 29)
PHOTO = Image.open(ROOT / "pics/cat.png").convert("RGB").crop((60, 60, 356, 292)).resize(SIZE, Image.Resampling.BICUBIC)


def jpeg(image=PHOTO, **options):
    out = io.BytesIO()
    image.save(out, "JPEG", quality=80, **options)
    return out.getvalue()


def cjpeg(*options):
    pnm = io.BytesIO()
    PHOTO.save(pnm, "PPM")
    return subprocess.run(["cjpeg", "-quality", "80", *options], input=pnm.getvalue(), capture_output=True, check=True).stdout


def webp(*options):
    path = FOLDER / "source.png"
    PHOTO.save(path)
    result = subprocess.run(["cwebp", "-quiet", *options, str(path), "-o", "-"], capture_output=True, check=True).stdout
    path.unlink()
    return result


def segments(data):
    """Splits a JPEG into its segments. The last one is the scan with the rest of the file."""
    at = 2
    while True:
        end = at + 2 + struct.unpack(">H", data[at + 2:at + 4])[0]
        if data[at + 1] == 0xDA:
            yield data[at:]
            return
        yield data[at:end]
        at = end


def with_segment(data, marker, body):
    return data[:2] + struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body + data[2:]


def exif(kind, value, order="<"):
    entry = struct.pack(order + "HHI", 0x112, kind, 1) + struct.pack(order + {1: "B", 3: "H", 4: "I", 9: "i"}[kind], value).ljust(4, b"\0")
    return (b"II" if order == "<" else b"MM") + struct.pack(order + "HIH", 42, 8, 1) + entry + bytes(4)


XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:Description tiff:Orientation="8"/></x:xmpmeta>'


def png(*chunks, image=PHOTO):
    """Inserts chunks before the pixels of a PNG."""
    out = io.BytesIO()
    image.save(out, "PNG")
    data = out.getvalue()
    return data[:33] + b"".join(chunks) + data[33:]


def chunk(name, body):
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def bmp_rows(bits, image):
    width, height = image.size
    rows = []
    for y in reversed(range(height)):
        row = 0
        for x in range(width):
            row = row << bits | image.getpixel((x, y))
        size = (width * bits + 31) // 32 * 4
        rows.append((row << size * 8 - width * bits).to_bytes(size, "big"))
    return b"".join(rows)


def bmp(bits, colors, header=40, entry=4, declared=None, file_size=None):
    image = PHOTO.quantize(colors)
    palette = image.getpalette()[:3 * colors]
    table = b"".join(bytes(reversed(palette[i:i + 3])).ljust(entry, b"\0") for i in range(0, len(palette), 3))
    pixels = bmp_rows(bits, image)
    offset = 14 + header + len(table)
    size = offset + len(pixels) if file_size is None else file_size
    if header == 12:
        info = struct.pack("<IHHHH", 12, *SIZE, 1, bits)
    else:
        info = struct.pack("<IiiHHIIiiII", header, *SIZE, 1, bits, 0, len(pixels), 0, 0, declared or colors, 0).ljust(header, b"\0")
    return b"BM" + struct.pack("<IHHI", size, 0, 0, offset) + info + table + pixels


def gif(minimum, colors, palette=True, interlaced=False):
    """Compresses with literal codes only, and a clear code before the code size would grow."""
    image = PHOTO.quantize(colors)
    bits = value = count = 0
    data = bytearray()

    def put(code):
        nonlocal bits, value
        value |= code << bits
        bits += minimum + 1
        while bits >= 8:
            data.append(value & 255)
            value >>= 8
            bits -= 8
    rows = range(SIZE[1])
    if interlaced:
        rows = [*range(0, SIZE[1], 8), *range(4, SIZE[1], 8), *range(2, SIZE[1], 4), *range(1, SIZE[1], 2)]
    for y in rows:
        for x in range(SIZE[0]):
            if count % max(1, (1 << minimum) - 2) == 0 or minimum < 3:
                put(1 << minimum)
            put(image.getpixel((x, y)))
            count += 1
    put((1 << minimum) + 1)
    data.append(value & 255)
    blocks = b"".join(bytes([len(data[i:i + 255])]) + data[i:i + 255] for i in range(0, len(data), 255)) + b"\0"
    size = (colors - 1).bit_length()
    table = bytes(image.getpalette()[:3 * colors]).ljust(3 << size, b"\0") if palette else b""
    screen = struct.pack("<HHBBB", *SIZE, 0x80 | size - 1 if palette else 0, 0, 0)
    frame = b"," + struct.pack("<HHHHB", 0, 0, *SIZE, 0x40 if interlaced else 0)
    return b"GIF89a" + screen + table + frame + bytes([minimum]) + blocks + b";"


def pictures():
    yield "chroma-440.jpg", cjpeg("-sample", "1x2")
    yield "chroma-mixed.jpg", cjpeg("-sample", "2x2,1x2,2x1")
    yield "chroma-440-progressive.jpg", cjpeg("-sample", "1x2", "-progressive")
    yield "chroma-larger.jpg", cjpeg("-sample", "1x1,1x2,2x2")
    baseline = jpeg()
    yield "no-huffman-tables.jpg", baseline[:2] + b"".join(s for s in segments(baseline) if s[1] != 0xC4)
    same = bytearray(baseline)
    frame = baseline.index(b"\xff\xc0")
    scan = baseline.index(b"\xff\xda")
    for i in range(3):
        same[frame + 10 + 3 * i] = same[scan + 5 + 2 * i] = 1
    yield "same-component-ids.jpg", bytes(same)
    yield "stray-bytes.jpg", baseline[:frame] + bytes([0, 1, 2, 0xFF, 0, 7]) + baseline[frame:]
    yield "bytes-after-end.jpg", baseline + b"trailing junk"
    for kind in (4, 9):
        yield f"orientation-type-{kind}.jpg", with_segment(baseline, 0xE1, b"Exif\0\0" + exif(kind, 6))
    yield "orientation-exif.png", png(chunk(b"eXIf", exif(4, 6, ">")))
    raw = b"Exif\0\0" + exif(3, 6)
    text = b"\nexif\n%8d\n" % len(raw) + re.sub(b"(.{72})", rb"\1\n", raw.hex().encode()) + b"\n"
    yield "orientation-raw-profile.png", png(chunk(b"zTXt", b"Raw profile type exif\0\0" + zlib.compress(text)))
    yield "orientation-xmp.png", png(chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + XMP))
    yield "orientation-xmp-compressed.png", png(chunk(b"iTXt", b"XML:com.adobe.xmp\0\1\0\0\0" + zlib.compress(XMP)))
    whole = png()
    yield "no-end.png", whole[:-12]
    yield "bytes-after-end.png", whole + b"trailing junk"
    yield "checksum-pixels.png", whole[:-16] + bytes([whole[-16] ^ 1]) + whole[-15:]
    yield "checksum-text.png", png(chunk(b"tEXt", b"Comment\0cat")[:-1] + b"\0")
    yield "file-size-0.bmp", bmp(8, 200, file_size=0)
    yield "os2-version-2.bmp", bmp(4, 16, header=64)
    yield "os2-version-1.bmp", bmp(4, 16, header=12, entry=3)
    for bits, colors in ((8, 3), (8, 100), (4, 5), (4, 15)):
        yield f"palette-of-{colors}.bmp", bmp(bits, colors)
    yield "no-last-padding.bmp", bmp(8, 100)[:-3]
    yield "no-palette.gif", gif(8, 200, palette=False)
    for minimum in (4, 9, 11):
        yield f"code-size-{minimum}.gif", gif(minimum, 16)
    yield "interlaced.gif", gif(6, 64, interlaced=True)
    yield "no-trailer.gif", gif(8, 200)[:-2]
    for quality in (5, 75):
        for segment_count in (1, 4):
            yield f"quality-{quality}-segments-{segment_count}.webp", webp(
                "-q", str(quality), "-segments", str(segment_count), "-m", "6")
    yield "simple-filter.webp", webp("-q", "30", "-nostrong", "-m", "0", "-partition_limit", "100", "-af")
    yield "sharpness.webp", webp("-q", "40", "-sharpness", "6", "-m", "2")
    yield "alpha-lossy.webp", webp("-q", "60", "-alpha_q", "50")
    out = io.BytesIO()
    PHOTO.save(out, "WEBP", quality=50, save_all=True, append_images=[PHOTO.rotate(180)], duration=100)
    yield "animated-lossy.webp", out.getvalue()
    yield "bytes-after-end.webp", webp("-q", "75") + b"trailing junk"


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    ImageFile.LOAD_TRUNCATED_IMAGES = True  # for files that lack bytes after the last pixel
    for name, data in pictures():
        (FOLDER / name).write_bytes(data)
        image = Image.open(io.BytesIO(data))
        image.load()
        ImageOps.exif_transpose(image).convert("RGB").save(FOLDER / (name + "-expected.png"))


if __name__ == "__main__":
    main()
