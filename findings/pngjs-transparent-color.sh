#!/usr/bin/env bash
# pngjs and Jimp paint the transparent color of a PNG black; other readers keep it under an alpha of 0.
#
# Guess: a tRNS chunk of a grey or RGB picture names one color as transparent. Readers give such pixels an alpha of 0 and leave the color,
#        so that dropping alpha, as torchvision and Pillow's convert("RGB") do, gives back the samples of the file.
# Truth: pngjs sets all four samples to 0, and Jimp reads with pngjs. A product on a white background whose white is declared
#        transparent is on a black background once alpha is dropped. The same picture with a palette keeps its white. sharp keeps the
#        color in all three.
# To do: read PNG with sharp where alpha is dropped, or give pixels of alpha 0 the color that tRNS names. A service that compares a
#        Java classifier with a JavaScript one sees other labels for such pictures, and only for those.
#
# Seen with pngjs 7.0.0, jimp 1.6.1, sharp 0.35.5, Node.js 20.20.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
(cd "$folder" && npm init -y > log && npm install --ignore-scripts --no-audit --no-fund pngjs@7.0.0 jimp@1.6.1 sharp@0.35.5 >> log 2>&1) \
    || { cat "$folder/log"; exit 2; }
cat > "$folder/transparent.cjs" <<'JS'
const zlib = require('zlib');
const { PNG } = require('pngjs');
const { Jimp } = require('jimp');
const sharp = require('sharp');

function crc(bytes) {
  let value = ~0;
  for (const byte of bytes) {
    value ^= byte;
    for (let bit = 0; bit < 8; bit++) {
      value = value & 1 ? value >>> 1 ^ 0xedb88320 : value >>> 1;
    }
  }
  return ~value >>> 0;
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), Buffer.from(data)]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc(body), body.length + 4);
  return out;
}

// A PNG of two pixels, one white and transparent, one dark: color type, more chunks, samples.
function png(colorType, chunks, samples) {
  const header = [0, 0, 0, 2, 0, 0, 0, 1, 8, colorType, 0, 0, 0];
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]), chunk('IHDR', header), ...chunks,
    chunk('IDAT', zlib.deflateSync(Buffer.from([0, ...samples]))), chunk('IEND', [])]);
}

const pictures = {
  rgb: png(2, [chunk('tRNS', [0, 255, 0, 255, 0, 255])], [255, 255, 255, 10, 20, 30]),
  grey: png(0, [chunk('tRNS', [0, 255])], [255, 20]),
  palette: png(3, [chunk('PLTE', [255, 255, 255, 10, 20, 30]), chunk('tRNS', [0])], [0, 1]),
};

(async () => {
  for (const [name, file] of Object.entries(pictures)) {
    const raw = await sharp(file).toColourspace('srgb').ensureAlpha().raw().toBuffer();
    console.log(`${name}: pngjs ${PNG.sync.read(file).data.join(' ')}, jimp ${(await Jimp.read(file)).bitmap.data.join(' ')}, `
      + `sharp ${raw.join(' ')}`);
  }
})();
JS

cat > "$folder/expected" <<'TEXT'
rgb: pngjs 0 0 0 0 10 20 30 255, jimp 0 0 0 0 10 20 30 255, sharp 255 255 255 0 10 20 30 255
grey: pngjs 0 0 0 0 20 20 20 255, jimp 0 0 0 0 20 20 20 255, sharp 255 255 255 0 20 20 20 255
palette: pngjs 255 255 255 0 10 20 30 255, jimp 255 255 255 0 10 20 30 255, sharp 255 255 255 0 10 20 30 255
TEXT
(cd "$folder" && node transparent.cjs) | tee "$folder/seen"
diff "$folder/expected" "$folder/seen" || { echo "CHANGED"; exit 1; }
