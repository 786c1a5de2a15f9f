"""Small sets written in the official formats, for the readers of `benchmark supervised`."""

import numpy as np
from PIL import Image


def write_film(path, size=(40, 60), seed=0):
    path.parent.mkdir(parents=True, exist_ok=True)
    noise = np.random.default_rng(seed).integers(0, 255, size[::-1], np.uint8)
    Image.fromarray(noise).save(path)


def write_isbi(folder, films=(1, 2, 3, 149, 150, 151, 152, 301), seed=0):
    """Films NNN.bmp in the challenge's folders; the senior is 2 px right of and 4 px below the junior."""
    rng = np.random.default_rng(seed)
    junior = {}
    for number in films:
        part = "TrainingData" if number <= 150 else "Test1Data" if number <= 300 else "Test2Data"
        write_film(folder / "RawImage" / part / f"{number:03d}.bmp", seed=number)
        junior[number] = rng.integers(5, 30, (19, 2))
        for who, shift in (("junior", (0, 0)), ("senior", (2, 4))):
            path = folder / "AnnotationsByMD" / f"400_{who}" / f"{number:03d}.txt"
            path.parent.mkdir(parents=True, exist_ok=True)
            lines = [f"{x},{y}" for x, y in (junior[number] + shift).tolist()]
            path.write_text("\n".join([*lines, *"21113121"]))  # the classification of the patient
    return junior


def write_hands(folder, numbers=tuple(range(3001, 3013)), sub=("jpg",)):
    """all.csv without a header, NNNN.jpg; landmarks 1, 5, 2, 6 at (5, 50), (30, 50), (5, 40), (15, 40)."""
    points = np.random.default_rng(1).uniform(5, 35, (len(numbers), 37, 2)).round(2)
    points[:, [0, 4, 1, 5]] = [(5, 50), (30, 50), (5, 40), (15, 40)]
    lines = []
    for place, number in enumerate(numbers):
        write_film(folder / sub[place % len(sub)] / f"{number}.jpg", seed=number)
        lines.append(",".join([str(number), *(f"{value}" for value in points[place].ravel().tolist())]))
    (folder / "all.csv").write_text("\n".join(lines) + "\n")
    return points


def write_chests(folder, names, size=(100, 50)):
    """pngs/NAME.png and labels/NAME.txt: the count, then ratios."""
    for number, name in enumerate(names):
        write_film(folder / "pngs" / f"{name}.png", size, number)
        (folder / "labels").mkdir(exist_ok=True)
        rows = [f"{0.1 * (k + 1):.4f} {0.05 * (k + 1):.4f}" for k in range(6)]
        (folder / "labels" / f"{name}.txt").write_text("\n".join(["6", *rows]) + "\n")


def write_spines(folder, count=20, tests=2, size=(40, 80)):
    """boostnet_labeldata: 68 x fractions, then 68 y fractions."""
    rng = np.random.default_rng(2)
    values = {}
    for part, films in (("training", count), ("test", tests)):
        names = [f"sunhl-1th-{number:02d}.jpg" for number in range(films, 0, -1)]  # not in their order
        for number, name in enumerate(names):
            write_film(folder / "data" / part / name, size, number)
        labels = folder / "labels" / part
        labels.mkdir(parents=True)
        values[part] = rng.uniform(0.1, 0.9, (films, 136)).round(5)
        (labels / "filenames.csv").write_text("\n".join(names) + "\n")
        rows = (",".join(map(str, row)) for row in values[part].tolist())
        (labels / "landmarks.csv").write_text("\n".join(rows) + "\n")
    return values
