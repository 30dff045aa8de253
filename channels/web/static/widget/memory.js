// What the browser keeps: the visitor's token for good, unsent messages as long as the tab lives.

/** A storage that may be switched off, full or foreign: then it just remembers nothing. */
class Memory {
  constructor(storage, prefix) {
    this.storage = storage;
    this.prefix = prefix;
  }

  get(key) {
    try {
      return JSON.parse(this.storage().getItem(this.prefix + key));
    } catch {
      return null;
    }
  }

  set(key, value) {
    try {
      this.storage().setItem(this.prefix + key, JSON.stringify(value));
    } catch {
      // Private windows and full disks: the chat works, it is only forgotten on reload.
    }
  }
}

/** Messages that the server has not taken yet, in order; the first is the one on its way. */
class Outbox {
  constructor(memory) {
    this.memory = memory;
    const kept = memory.get("outbox");
    this.items = Array.isArray(kept) ? kept : [];
  }

  add(item) {
    this.items.push(item);
    this.memory.set("outbox", this.items);
  }

  remove(id) {
    this.items = this.items.filter((item) => item.id !== id);
    this.memory.set("outbox", this.items);
  }

  clear() {
    this.items = [];
    this.memory.set("outbox", this.items);
  }

  has(id) {
    return this.items.some((item) => item.id === id);
  }
}

/** A random UUID; `crypto.randomUUID` is missing on pages without https. */
function newId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
