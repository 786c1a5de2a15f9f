"""Files of text in which one value is what nobody would write there."""

import json
import random

WRONG_JSON = (
    *(
        "NaN",
        "-Infinity",
        "1e400",
        "1" + "0" * 400,
        "1" * 5000,
        "-7",
        "0",
        "2.5",
        "true",
        "null",
        '""',
        '"S"',
    ),
    *(r'"S\ud800"', r'"\u0000"', r'"\u001b[2J\u202e"', "[]", "[1, [2]]", "{}", '{"x": 1}', '["a", "a"]'),
    *("[" * depth + "]" * depth for depth in (300, 900, 990, 100_000)),
)
WRONG_CELLS = (
    *(
        "",
        "-",
        "x",
        "nan",
        "inf",
        "-inf",
        "1e999",
        "1e-999",
        "-1",
        "1" * 400,
        "1" * 5000,
        "1,5",
        "1.5.2",
        "0x10",
    ),
    *(
        "=1+1",
        "'",
        "''=",
        '"',
        '""',
        '"a',
        "\0",
        "\r",
        "\n",
        "\x1b[2J",
        "\u202e",
        "\ufeff",
        "\U0010ffff",
        "٣",
    ),
    *("a" * 200_000, ",", ",,,,", ";", "\t", "#", "../../x", "C:\\x", "/", ".", "image", "landmark", "x_px"),
)


def wrong_value(data: bytes, seed: int) -> bytes:
    """A copy of a JSON text or a table in UTF-8, with one value replaced; `seed` decides which by what."""
    text, chance = data.decode("utf-8"), random.Random(seed)
    if text.lstrip()[:1] in ("{", "["):
        return _in_json(text, chance).encode("utf-8", "surrogatepass")
    return _in_cells(text, chance).encode("utf-8")


def _in_json(text: str, chance: random.Random) -> str:
    root = [json.loads(text)]
    places = list(_places(root))
    holder, key = places[chance.randrange(len(places))]
    holder[key] = "wrong value"
    return json.dumps(root)[1:-1].replace('"wrong value"', chance.choice(WRONG_JSON))


def _places(holder):
    """Every container and key of a value below `holder`, itself left out."""
    for key in range(len(holder)) if isinstance(holder, list) else list(holder):
        yield holder, key
        if isinstance(holder[key], list | dict):
            yield from _places(holder[key])


def _in_cells(text: str, chance: random.Random) -> str:
    lines = text.split("\n")
    row = chance.randrange(2) if chance.random() < 0.3 else chance.randrange(len(lines))
    row = min(row, len(lines) - 1)
    delimiter = max(",;\t", key=lines[0].count)
    cells = lines[row].split(delimiter)
    cells[chance.randrange(len(cells))] = chance.choice(WRONG_CELLS)
    lines[row] = delimiter.join(cells)
    return "\n".join(lines)
