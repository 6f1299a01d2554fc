"""The pale DRAFT across each page of a draft: outlines, so that nobody's search or copy finds its letters.

Shared by the HTML and PDF writers.
"""

from __future__ import annotations

PALE = "#F2F2F2"  # text printed over it stays readable
LONG, HIGH = 1000, 236  # size of the word in the units of the outlines

# Outlines of the five letters in Carlito Bold.
_LETTERS = (
    "M221 118Q221 143 212 165Q204 187 189 203Q174 218 153 227Q132 236 106 236H21V0H106Q132 0 153 9"
    "Q174 17 189 33Q204 49 212 70Q221 92 221 118ZM173 118Q173 99 169 84Q164 69 155 59Q147 48 134 42"
    "Q122 37 106 37H67V198H106Q122 198 134 193Q147 187 155 177Q164 167 169 152Q173 137 173 118ZM297 145V236"
    "H250V0H321Q344 0 361 5Q378 10 389 19Q400 28 405 41Q409 53 409 68Q409 80 406 90Q403 101 397 109"
    "Q391 118 382 125Q373 131 362 135Q366 138 370 141Q374 145 377 150L430 236H388Q377 236 371 226L328 153"
    "Q325 148 322 147Q318 145 312 145ZM297 112H320Q332 112 340 109Q348 106 354 100Q359 95 362 88Q364 80 364 72"
    "Q364 54 353 45Q343 36 321 36H297ZM653 236H617Q611 236 608 233Q604 230 602 225L587 179H500L486 225"
    "Q484 229 480 232Q476 236 470 236H434L520 0H567ZM511 146H577L553 72Q550 66 548 59Q546 52 544 43"
    "Q541 52 539 59Q537 67 535 72ZM811 0V37H720V104H796V141H720V236H673V0ZM997 0V38H933V236H887V38H823V0Z"
)


def draft_mark() -> str:
    """Return the word as an SVG, rising from left to right in a square."""
    side = 900
    turned = f"translate({side / 2:g} {side / 2:g}) rotate(-45) translate({-LONG / 2:g} {-HIGH / 2:g})"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" width="{side}" height="{side}">'
        f'<path fill="{PALE}" transform="{turned}" d="{_LETTERS}"/></svg>'
    )
