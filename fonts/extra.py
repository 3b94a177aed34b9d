"""Makes ShinchokuExtraMincho.ttf and ShinchokuExtraGothic.ttf: what BIZ UD lacks, drawn by Noto. See README.md.

    python3 extra.py NOTO_CJK_DIR NotoSansSymbols2-Regular.ttf HanaMinA.ttf

Needs fontTools (4.68.0) and the BIZ UD files beside it. The same inputs give the same bytes.
"""

import sys
import unicodedata
from math import hypot
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.recordingPen import RecordingPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont

HERE = Path(__file__).parent
VERSION, DATE = "1.000", 3_850_000_000  # seconds since 1904: a constant, so that a rerun gives the same bytes

# Everything of Noto in these blocks but Hangul, bopomofo and forms for vertical setting.
BLOCKS = [
    (0x01A0, 0x01DC), (0x1EA0, 0x1EF9), (0x2002, 0x2027), (0x2030, 0x205F), (0x20A0, 0x20BF), (0x2100, 0x27BF),
    (0x2B00, 0x2BFF), (0x2E3A, 0x2FD5), (0x3000, 0x3029), (0x3030, 0x303F), (0x3220, 0x325F), (0x3280, 0x33FF),
    (0xF900, 0xFB04), (0x2F800, 0x2FA1F),
]  # fmt: skip
JIS_X_0212 = {
    ord(c)
    for cell in range(94 * 94)
    for c in bytes([0x8F, 0xA1 + cell // 94, 0xA1 + cell % 94]).decode("euc_jp", "ignore")
}
# Forms met for 少, 単 and 徳 in texts taken from PDFs, and the sign of a car park.
BY_HAND = "尐单惪🅿"
# JIS X 0213 in Unicode has the double parentheses here, BIZ UD and Noto have them as full-width forms.
SAME = {0x2985: 0xFF5F, 0x2986: 0xFF60}
# What no face of Noto CJK has.
PICTURES = "☐☑☒✔✕✖✗✘➔➜➤►◄◾◽⬤⚫⚪⭐⭕✉✆♿❗❓"
# What neither BIZ UD nor Noto has, drawn by BIZ UD: its ¹ ² ³ ⁴ lowered, and its other digits as small as these.
SMALL = "⁰⁵⁶⁷⁸⁹⁺⁻ⁿ₀₁₂₃₄₅₆₇₈₉₊₋"


def is_kanji(c):
    return 0x2E80 <= c < 0x3000 or 0x3400 <= c < 0xA000 or 0xF900 <= c < 0xFB00 or c >= 0x20000


def is_ringed(c):
    """In a circle or in parentheses, black on white."""
    ranges = [(0x24B6, 0x24E9), (0x2780, 0x2789), (0x3220, 0x3247), (0x3280, 0x32BF), (0x32D0, 0x32FE)]
    return any(first <= c <= last for first, last in ranges)


def canonical(c):
    composed = unicodedata.normalize("NFC", chr(c))
    return ord(composed) if is_kanji(c) and composed != chr(c) else None


def sequences(font):
    """{(kanji, selector): glyph, or None for the glyph that the kanji has without a selector}."""
    tables = (t for t in font["cmap"].tables if t.format == 14)
    return {(c, s): g for t in tables for s, pairs in t.uvsDict.items() for c, g in pairs if is_kanji(c)}


def choose(biz, noto, hana):
    """What BIZ UD lacks and Noto has: {code point: glyph} and {(kanji, selector): glyph or None}."""
    has, gives, own, ivs = biz.getBestCmap(), noto.getBestCmap(), sequences(biz), sequences(noto)
    gives |= {c: gives[same] for c, same in SAME.items()}
    wanted = JIS_X_0212 | {*map(ord, BY_HAND)} | SAME.keys() | {c for c, _ in ivs}
    wanted |= {c for first, last in BLOCKS for c in range(first, last + 1)}
    # A compatibility ideograph that only repeats the form of a kanji of BIZ UD: to be drawn as that.
    repeats = {c for c in wanted & gives.keys() if gives.get(canonical(c)) == gives[c] and canonical(c) in has}
    chars = {c: gives[c] for c in sorted((wanted & gives.keys()) - has.keys() - repeats)}
    pairs = {key: ivs[key] for key in sorted(ivs.keys() - own.keys())}

    # Sequences of Hanyo-Denshi and Moji_Joho whose form is also in Adobe-Japan1: GlyphWiki draws both by one glyph.
    default = hana.getBestCmap()
    drawn = {(c, s): g or default[c] for (c, s), g in sequences(hana).items() if s >= 0xE0100}
    plain = {(c, s) for (c, s), g in own.items() if g in (None, has[c])}
    forms = {}
    for c, s in sorted(drawn.keys() & (pairs.keys() | plain)):
        forms.setdefault((c, drawn[c, s]), pairs.get((c, s)))
    for c, s in sorted(drawn.keys() - own.keys() - ivs.keys()):
        if (c, drawn[c, s]) in forms:
            pairs[c, s] = forms[c, drawn[c, s]]
    return chars, pairs


def heavier(ops, dx, dy):
    """An outline whose upright strokes are dx wider, whose level ones dy higher: each point moves off the ink."""
    contours = []
    for op, points in ops:
        if op == "moveTo":
            contours.append([])
        contours[-1].extend(points)
    moved = []
    for contour in contours:
        ring, at = [p for i, p in enumerate(contour) if p != contour[i - 1]], -1
        for i, point in enumerate(contour):
            at += point != contour[i - 1]
            (ax, ay), (x, y), (bx, by) = ring[at - 1], ring[at], ring[(at + 1) % len(ring)]
            before, after = hypot(x - ax, y - ay), hypot(bx - x, by - y)
            ix, iy, ox, oy = (x - ax) / before, (y - ay) / before, (bx - x) / after, (by - y) / after
            # Along the bisector so far that both edges move by half the gain, but not past the shorter edge's end.
            turn, bend, room = ix * ox + iy * oy + 1, ox * iy - oy * ix, min(before, after)
            sharp = turn < 1 / 16
            sx, sy = (
                0 if sharp else gain / 2 / turn if gain / 2 * bend <= room * turn else room / bend for gain in (dx, dy)
            )
            moved.append((x + (iy + oy) * sx, y - (ix + ox) * sy))
    points = iter(moved)
    return [(op, tuple(next(points) for _ in args)) for op, args in ops]


def rows(ops):
    """How many level strokes lie above one another, on the average."""
    xs, runs = [], 0
    for op, points in ops:
        if op == "moveTo":
            start = last = points[0][0]
        for x in [x for x, _ in points] or [start]:
            runs, last = runs + abs(x - last), x
            xs.append(x)
    return runs / 2 / (max(xs) - min(xs))


def kanji_of_mincho(ops):
    # BIZ UDMincho has level strokes of 48 units in plain kanji, 43 in crowded ones; Noto Serif 30 in all.
    return heavier(ops, 0, max(9, min(17, 23 - 2 * rows(ops))))


def outline(glyph, matrix, change):
    """A glyph of Noto CJK (cubic) as a quadratic one, at most 1.5 thousandths of the em beside it."""
    record, pen = RecordingPen(), TTGlyphPen(None)
    glyph.draw(record)
    out = TransformPen(Cu2QuPen(pen, 1.5, reverse_direction=True), matrix)
    for op, points in change(record.value) if record.value else []:
        getattr(out, op)(*points)
    return pen.glyph(dropImpliedOnCurves=True)


def picture(glyphs, name):
    """A glyph of Noto Sans Symbols 2, in the middle of the em, the large ones as large as □ of BIZ UD."""
    bounds, pen = BoundsPen(glyphs), TTGlyphPen(None)
    glyphs[name].draw(bounds)
    x0, y0, x1, y1 = bounds.bounds
    size = max(x1 - x0, y1 - y0)
    k = 800 / size if size > 700 else 1
    glyphs[name].draw(TransformPen(pen, (k, 0, 0, k, 500 - k * (x0 + x1) / 2, 380 - k * (y0 + y1) / 2)))
    return pen.glyph(dropImpliedOnCurves=True)


def small(biz, char):
    """A superior or an inferior of BIZ UD, and how wide it is."""
    place, base = unicodedata.decomposition(char).split()
    glyphs, cmap, pen = biz.getGlyphSet(), biz.getBestCmap(), TTGlyphPen(None)
    base, unit = chr(int(base, 16)), 1000 / biz["head"].unitsPerEm
    # The inferiors reach as far below the baseline as the em does.
    down = -570 if place == "<sub>" else 0

    def drawn(char):
        record, bounds = RecordingPen(), BoundsPen(glyphs)
        for out in (record, bounds):
            glyphs[cmap[ord(char)]].draw(out)
        return record.value, bounds.bounds

    if base in "1234":
        ops, (x, y, dx) = drawn("¹²³⁴"[int(base) - 1])[0], (unit, unit, 0)
    else:
        # As large as ² is of 2 and where it is; but the strokes lose less than the size. Quadratic outlines run
        # the other way.
        (_, (left, bottom, right, top)), (_, (x0, y0, x1, y1)) = drawn("²"), drawn("2")
        x, y = (right - left) / (x1 - x0) * unit, (top - bottom) / (y1 - y0) * unit
        dx, down = (left + right) / 2 * unit - (x0 + x1) / 2 * x, down + bottom * unit - y0 * y
        ops = heavier(drawn(base)[0], -36, -24)
    for op, points in ops:
        getattr(TransformPen(pen, (x, 0, 0, y, dx, down)), op)(*points)
    return pen.glyph(dropImpliedOnCurves=True), round(glyphs[cmap[ord(base)]].width * unit)


def build(family, noto, biz, hana, symbols, matrix, kanji_change, ring):
    chars, pairs = choose(biz, noto, hana)
    changes = dict.fromkeys(pairs.values(), kanji_change)
    changes |= {g: kanji_change for c, g in chars.items() if is_kanji(c)}
    changes |= {g: lambda ops: heavier(ops, ring, ring) for c, g in chars.items() if is_ringed(c)}
    tiles = {g for c, g in chars.items() if 0x2500 <= c < 0x25A0}
    source, names, glyphs, widths = noto.getGlyphSet(), {}, {}, {}
    for g in dict.fromkeys([".notdef", *chars.values(), *filter(None, pairs.values())]):
        names[g] = name = f"g{len(names):05}" if names else g
        widths[name] = source[g].width
        fits = widths[name] == 1000 and g not in tiles
        glyphs[name] = outline(source[g], matrix if fits else (1, 0, 0, 1, 0, 0), changes.get(g, lambda ops: ops))
    cmap = {c: names[g] for c, g in chars.items()}
    for c in map(ord, PICTURES):
        cmap[c] = name = f"g{len(glyphs):05}"
        widths[name] = 1000
        glyphs[name] = picture(symbols.getGlyphSet(), symbols.getBestCmap()[c])
    for char in SMALL:
        cmap[ord(char)] = name = f"g{len(glyphs):05}"
        glyphs[name], widths[name] = small(biz, char)

    fb = FontBuilder(1000, isTTF=True)
    fb.setupGlyphOrder(list(glyphs))
    fb.setupCharacterMap(cmap, uvs=[(c, s, g and names[g]) for (c, s), g in sorted(pairs.items())])
    fb.setupGlyf(glyphs)
    left = {name: getattr(glyph, "xMin", 0) for name, glyph in glyphs.items()}
    fb.setupHorizontalMetrics({name: (width, left[name]) for name, width in widths.items()})
    fb.setupHorizontalHeader(ascent=880, descent=-120)
    licence, rights = noto["name"].getDebugName(13), [font["name"].getDebugName(0) for font in (noto, symbols, biz)]
    fb.setupNameTable(
        {
            "copyright": " ".join([*rights, "Modified: see fonts/README.md of Shinchoku."]),
            "familyName": family,
            "styleName": "Regular",
            "uniqueFontIdentifier": f"{VERSION};{family}",
            "fullName": family,
            "version": f"Version {VERSION}",
            "psName": family.replace(" ", ""),
            "licenseDescription": licence,
            "licenseInfoURL": "https://openfontlicense.org",
        },
        mac=False,
    )
    fb.setupOS2(
        sTypoAscender=880, sTypoDescender=-120, sTypoLineGap=0, usWinAscent=880, usWinDescent=120, usWeightClass=400,
        fsType=0, fsSelection=0x40, achVendID="    ",
    )  # fmt: skip
    fb.setupPost(keepGlyphNames=False)
    fb.updateHead(created=DATE, modified=DATE, fontRevision=float(VERSION))
    fb.save(HERE / f"{family.replace(' ', '')}.ttf")
    return fb.font


def main(noto_dir, symbols, hana):
    def japanese(name):
        faces = TTCollection(Path(noto_dir) / f"{name}-Regular.ttc").fonts
        return next(face for face in faces if face["name"].getDebugName(4).endswith(" JP"))

    symbols, hana = TTFont(symbols), TTFont(hana)
    # Measured on the 250 kanji most used in the sample: size and centre of their ink as in BIZ UD.
    mincho, gothic = (1, 0, 0, 0.986, -2, 2), (1.028, 0, 0, 1.028, -14, -9)
    biz = {name: TTFont(HERE / f"BIZUD{name}-Regular.ttf") for name in ("Mincho", "Gothic")}
    build("Shinchoku Extra Mincho", japanese("NotoSerifCJK"), biz["Mincho"], hana, symbols, mincho, kanji_of_mincho, 18)
    build("Shinchoku Extra Gothic", japanese("NotoSansCJK"), biz["Gothic"], hana, symbols, gothic, lambda ops: ops, 12)


if __name__ == "__main__":
    main(*sys.argv[1:])
