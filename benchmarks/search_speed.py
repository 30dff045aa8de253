"""How fast search and recommendation are on a catalogue, and what the index costs.

    python benchmarks/search_speed.py --data FOLDER

FOLDER holds, at any depth, a catalogue named …products.csv that `dropwise import catalogue` takes.
Prints a table; every time is a median over distinct questions on one thread.
"""

import argparse
import asyncio
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bot.adapters.imports.catalogue import read_catalogue
from bot.adapters.imports.report import ImportOptions
from bot.domain.languages import Language
from bot.domain.money import Budget
from bot.domain.products import Product
from bot.domain.profiles import Profile
from bot.domain.recommendations import Wish
from bot.domain.tags import CONCERNS, SKIN_TYPES
from knowledge.catalogue import ShopCatalogue
from knowledge.embedding_store import MemoryEmbeddings, embed_passages
from knowledge.embeddings import build_embedder
from knowledge.index import build_index
from knowledge.index_files import open_current, save_index
from knowledge.ingredients import IngredientTable
from knowledge.passages import all_passages
from knowledge.recommender import ProductRecommender
from knowledge.search import HybridSearch, IndexHolder, SearchIndex

SAID = {"acne": "breakouts", "dark_spots": "dark spots", "dark_circles": "dark circles"}


def questions() -> Iterator[tuple[str, Wish]]:
    """Every skin type with every concern, as words and as a wish."""
    for skin_type in SKIN_TYPES:
        for concern in CONCERNS:
            text = f"something for {skin_type} skin with {SAID.get(concern, concern)}"
            profile = Profile(
                skin_type=(skin_type,),
                concern=(concern,),
                avoid=("fragrance",),
                budget=Budget(max=Decimal(60)),
            )
            yield text, Wish(profile, text=text, currency="USD")


def milliseconds(times: Iterable[float]) -> str:
    """Median and 95th percentile."""
    ordered = sorted(times)
    late = ordered[int(len(ordered) * 0.95)]
    return f"{statistics.median(ordered) * 1000:.1f} (p95 {late * 1000:.1f})"


def memory_mb() -> float:
    """Most memory of the process so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


async def measure(file: Path) -> list[tuple[str, str]]:
    """Each figure with its name."""
    figures: list[tuple[str, str]] = []
    table = IngredientTable.load()
    start = time.perf_counter()
    products = read_catalogue(file, ImportOptions(currency="USD"), table).products
    figures += [("products", str(len(products)))]
    figures += [("reading the file and its labels, s", f"{time.perf_counter() - start:.1f}")]
    by_id = {product.id: product for product in products}

    async def load() -> Sequence[Product]:
        return products

    async def find(product_id: str) -> Product | None:
        return by_id.get(product_id)

    catalogue = ShopCatalogue(load, find, table)
    start = time.perf_counter()
    await catalogue.refresh()
    figures += [("names and groups, s", f"{time.perf_counter() - start:.2f}")]
    base = memory_mb()
    embedder = build_embedder()
    figures += [("memory of torch and the encoder, MB", f"{memory_mb() - base:.0f}")]
    base = memory_mb()
    passages = all_passages(products, table.name_in)
    store = MemoryEmbeddings()
    start = time.perf_counter()
    vectors = await embed_passages(passages, embedder, store)
    figures += [("passages", str(len(passages)))]
    figures += [("embedding them all, s", f"{time.perf_counter() - start:.1f}")]
    start = time.perf_counter()
    await embed_passages(passages, embedder, store)
    figures += [("embedding again, nothing changed, s", f"{time.perf_counter() - start:.2f}")]
    start = time.perf_counter()
    index = build_index(passages, vectors, embedder.model_id)
    searchable = SearchIndex(index)
    figures += [("building the index, dense and words, s", f"{time.perf_counter() - start:.2f}")]
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        save_index(index, Path(folder))
        saved = time.perf_counter()
        open_current(Path(folder))
        figures += [("saving it, s", f"{saved - start:.2f}")]
        figures += [("opening it, checked, s", f"{time.perf_counter() - saved:.2f}")]
    figures += [("memory of passages, vectors and index, MB", f"{memory_mb() - base:.0f}")]
    search = HybridSearch(embedder, IndexHolder(searchable))
    recommender = ProductRecommender(catalogue, search, table, {"USD": Decimal(1)})
    embedding, searching, whole, recommending, naming = [], [], [], [], []
    for text, wish in questions():
        start = time.perf_counter()
        query = embedder.embed_query(text)
        embedded = time.perf_counter()
        searchable.search(query, text, Language.EN, 5)
        searched = time.perf_counter()
        await search.search(text, Language.EN, 5)
        done = time.perf_counter()
        await recommender.recommend(wish)
        recommended = time.perf_counter()
        catalogue.match_names(text, Language.EN)
        naming.append(time.perf_counter() - recommended)
        embedding.append(embedded - start)
        searching.append(searched - embedded)
        whole.append(done - searched)
        recommending.append(recommended - done)
    return [
        *figures,
        ("embedding a question, ms", milliseconds(embedding)),
        ("search without embedding, ms", milliseconds(searching)),
        ("search as a whole, ms", milliseconds(whole)),
        ("recommend as a whole, ms", milliseconds(recommending)),
        ("finding named products, ms", milliseconds(naming)),
    ]


def main() -> None:
    """Run on the catalogue in a folder and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, help="folder with the catalogue's CSV")
    folder = parser.parse_args().data
    files = sorted(folder.rglob("*products.csv")) if folder else []
    if not files:
        print("Skipped: give --data a folder that holds a catalogue named …products.csv.")
        return
    for name, figure in asyncio.run(measure(files[0])):
        print(f"| {name} | {figure} |")


if __name__ == "__main__":
    main()
