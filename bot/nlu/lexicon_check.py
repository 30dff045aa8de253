"""`python -m bot.nlu.lexicon_check [FOLDER [INGREDIENTS.csv]]`: faults of a lexicon, one a line.

Runs in Rasa's environment; exits with 1 where there are faults.
"""

import sys
from pathlib import Path
from typing import List

from bot.nlu.lexicon import find_faults

FOLDER, INGREDIENTS = Path("data/lexicon"), Path("data/ingredients.csv")


def main(arguments: List[str]) -> int:
    """Print each fault with file and line; the number to exit with."""
    folder = Path(arguments[0]) if arguments else FOLDER
    ingredients = Path(arguments[1]) if len(arguments) > 1 else INGREDIENTS
    faults = find_faults(folder, ingredients)
    for fault in faults:
        sys.stdout.write(f"{fault}\n")
    end = f"{len(faults)} faults." if faults else "The lexicon is in order."
    sys.stdout.write(f"{end}\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
