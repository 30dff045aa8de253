"""Rasa's command line, without the parts that only cost time: `python -m bot.nlu.launch run …`.

TensorFlow imports JAX for a converter that Rasa never calls: 2.5 s of processor time and 65 MB a
start. It takes an ImportError for "not installed", which this arranges. And Rasa checks a schema
anew at every action (bot/nlu/action_results.py) and a model's domain at every start
(bot/nlu/model_loading.py).
"""

import sys

if __name__ == "__main__":
    sys.modules["jax"] = None  # type: ignore[assignment]  # how Python marks what cannot be imported
    sys.argv[0] = "rasa"
    from rasa.__main__ import main

    from bot.nlu.action_results import prepare_once
    from bot.nlu.model_loading import load_once

    prepare_once()
    load_once()
    main()
