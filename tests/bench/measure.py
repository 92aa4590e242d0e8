# SPDX-License-Identifier: GPL-3.0-or-later
"""How a benchmark measures: both sides in turn in one run (A B A B …), medians, and one line for each measure."""
import statistics

ROUNDS = 5  # at least; the machine's mood changes between rounds, not within one


def in_turn(sides, rounds=ROUNDS):
    """Calls every side once a round; each gives its figure. A list of figures for each side, in order."""
    figures = [[] for _ in sides]
    for _ in range(rounds):
        for side, collected in zip(sides, figures):
            collected.append(side())
    return figures


def median(figures):
    return statistics.median(figures)


def percentile(figures, share):
    ordered = sorted(figures)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def line(name, rows, value, unit, floor=None, ratio=None):
    """`name rows value unit floor ratio`; a dash where there is no floor."""
    shown = [f'{value:.3f}', unit, '-' if floor is None else f'{floor:.3f}', '-' if ratio is None else f'{ratio:.2f}']
    print(f'{name} {rows} {" ".join(shown)}', flush=True)


def remark(text):
    print(f'# {text}', flush=True)
