// What the shopper sees: launcher, panel, messages. It knows nothing of sockets.
const QUIET_GAP_MS = 10 * 60 * 1000;

class View {
  /** @param on {toggle, close, submit(text), choose(quickReply)} */
  constructor(language, title, on) {
    this.texts = TEXTS[language];
    this.locale = language === "zh" ? "zh-TW" : "en";
    this.on = on;
    this.shown = new Map();
    this.build(title || this.texts.title);
  }

  build(title) {
    const { texts } = this;
    this.badge = element("span", { class: "badge", hidden: true });
    this.launcher = element(
      "button",
      { type: "button", class: "launcher", "aria-label": texts.open, "aria-expanded": "false", onclick: this.on.toggle },
      icon(ICONS.chat, "icon drop"), icon(ICONS.close, "icon cross"), this.badge,
    );
    this.subtitle = element("p", { class: "subtitle" }, texts.subtitle);
    this.status = element("div", { class: "status", role: "status" });
    this.intro = element("div", { class: "intro" },
      element("div", { class: "intro-mark" }, icon(ICONS.chat)),
      element("h3", { dir: "auto" }, texts.helloTitle), element("p", { dir: "auto" }, texts.hello));
    this.typing = element("div", { class: "typing", hidden: true },
      element("span", { class: "dots" }, element("i"), element("i"), element("i")),
      element("span", { class: "hearing" }, texts.typing));
    this.messages = element("div", { class: "messages", role: "log", "aria-label": texts.log, "aria-live": "polite" });
    this.log = element("div", { class: "log", tabindex: "0", role: "region", "aria-label": texts.log },
      this.intro, this.messages, this.typing);
    this.more = element("button", { type: "button", class: "more", hidden: true, onclick: () => this.toEnd() },
      icon(ICONS.down), texts.newMessages);
    this.quickReplies = element("div", { class: "quick-replies", role: "group", "aria-label": texts.quickReplies, hidden: true });
    this.panel = element("section", { class: "panel", role: "dialog", "aria-label": title, hidden: true },
      element("header", {},
        element("span", { class: "avatar" }, icon(ICONS.chat)),
        element("div", { class: "heading" }, element("h2", {}, title), this.subtitle),
        element("button", { type: "button", class: "close", "aria-label": texts.close, onclick: this.on.close }, icon(ICONS.close))),
      this.status,
      element("div", { class: "middle" }, this.log, this.more),
      this.quickReplies, this.composer());
    this.root = element("div", { class: "dropwise", lang: this.locale, onkeydown: (event) => this.key(event) }, this.launcher, this.panel);
    this.log.addEventListener("scroll", () => this.isAtEnd() && (this.more.hidden = true));
  }

  composer() {
    this.input = element("textarea", {
      rows: "1", dir: "auto", maxlength: "4000", "aria-label": this.texts.input, placeholder: this.texts.placeholder,
      enterkeyhint: "send", autocomplete: "off", oninput: () => this.grow(), onkeydown: (event) => this.inputKey(event),
    });
    this.sendButton = element("button", { type: "submit", class: "send", "aria-label": this.texts.send }, icon(ICONS.send));
    return element("form", { class: "composer", onsubmit: (event) => { event.preventDefault(); this.submit(); } },
      this.input, this.sendButton);
  }

  // --- keys ---

  inputKey(event) {
    // While an input method is composing, Enter chooses a character (229 is Safari's way to say so).
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    this.submit();
  }

  key(event) {
    event.stopPropagation(); // a shop's own shortcuts must not hear what is typed here
    if (event.isComposing || this.panel.hidden) return;
    if (event.key === "Escape") this.on.close();
    if (event.key === "Tab" && this.isFullScreen()) this.keepInside(event);
  }

  keepInside(event) {
    const stops = [...this.panel.querySelectorAll("button, a[href], textarea, [tabindex='0']")]
      .filter((stop) => stop.getClientRects().length);
    const edge = event.shiftKey ? stops[0] : stops[stops.length - 1];
    if (this.root.getRootNode().activeElement !== edge) return;
    event.preventDefault();
    (event.shiftKey ? stops[stops.length - 1] : stops[0]).focus();
  }

  submit() {
    const text = this.input.value.trim();
    if (!text) return;
    this.on.submit(text);
    this.input.value = "";
    this.grow();
  }

  grow() {
    this.input.style.height = "auto";
    this.input.style.height = `${Math.min(this.input.scrollHeight, 132)}px`;
    this.sendButton.classList.toggle("ready", Boolean(this.input.value.trim()));
  }

  // --- open and closed ---

  isFullScreen() {
    return matchMedia("(max-width: 520px)").matches;
  }

  show({ focus = true } = {}) {
    this.panel.hidden = false;
    this.root.classList.add("is-open");
    this.panel.setAttribute("aria-modal", String(this.isFullScreen()));
    this.launcher.setAttribute("aria-expanded", "true");
    this.launcher.setAttribute("aria-label", this.texts.close);
    this.fit();
    this.toEnd();
    // On a phone the keyboard would cover half of what there is to read.
    if (focus) (matchMedia("(pointer: coarse)").matches ? this.log : this.input).focus({ preventScroll: true });
  }

  hide() {
    const hadFocus = this.panel.contains(this.root.getRootNode().activeElement);
    this.panel.hidden = true;
    this.root.classList.remove("is-open");
    this.launcher.setAttribute("aria-expanded", "false");
    this.unread(0);
    if (hadFocus) this.launcher.focus();
  }

  /** Keep the composer above a phone's on-screen keyboard. */
  fit() {
    const seen = window.visualViewport;
    if (!seen || this.panel.hidden) return;
    this.root.style.setProperty("--seen-height", `${seen.height}px`);
    this.root.style.setProperty("--seen-top", `${seen.offsetTop}px`);
  }

  unread(count) {
    this.badge.hidden = !count;
    this.badge.textContent = count > 9 ? "9+" : String(count);
    this.launcher.setAttribute("aria-label", count ? this.texts.openUnread(count) : this.texts.open);
  }

  // --- states ---

  line(state) {
    const words = { connecting: this.texts.connecting, offline: this.texts.offline, refused: this.texts.refused };
    this.status.textContent = words[state] || "";
    this.status.classList.toggle("is-shown", state in words);
    this.root.dataset.state = state;
  }

  owner(owner, name) {
    const words = { queue: this.texts.waitingForPerson, agent: this.texts.withPerson(name) };
    this.subtitle.textContent = words[owner] || this.texts.subtitle;
    this.root.dataset.owner = owner;
    if (owner !== "assistant") this.writing(false);
  }

  writing(isWriting) {
    clearTimeout(this.typingTimer);
    this.typing.hidden = !isWriting;
    if (!isWriting) return;
    this.typingTimer = setTimeout(() => this.writing(false), 45000);
    this.toEnd();
  }

  // --- messages ---

  clear() {
    this.shown.clear();
    this.messages.replaceChildren();
    this.offer([]);
    this.lastAt = null;
  }

  /** Many at once, as after a reload: a screen reader is not read the whole past. */
  quietly(add) {
    this.messages.setAttribute("aria-live", "off");
    add();
    this.toEnd();
    setTimeout(() => this.messages.setAttribute("aria-live", "polite"), 500);
  }

  add(message) {
    if (this.shown.has(message.id)) return;
    const wasAtEnd = this.isAtEnd();
    const node = this.toNode(message);
    this.shown.set(message.id, node);
    this.separate(message.at);
    this.messages.append(node);
    this.offer(message.author === "shopper" ? [] : message.quick_replies || []);
    if (message.author !== "shopper") this.writing(false);
    if (wasAtEnd || message.author === "shopper") this.toStartOf(node);
    else this.more.hidden = false;
  }

  separate(at) {
    const time = new Date(at);
    const last = this.lastAt;
    this.lastAt = time;
    if (last && time - last < QUIET_GAP_MS) return;
    const today = time.toDateString() === new Date().toDateString();
    const style = today ? { timeStyle: "short" } : { dateStyle: "medium", timeStyle: "short" };
    this.messages.append(element("time", { class: "time", datetime: time.toISOString() },
      new Intl.DateTimeFormat(this.locale, style).format(time)));
  }

  toNode(message) {
    const author = message.author === "agent" && message.name ? message.name : this.texts.authors[message.author];
    const node = element("div", { class: `message by-${message.author}` },
      element("span", { class: message.author === "agent" ? "author" : "hearing" }, author));
    if (message.text) node.append(element("div", { class: "bubble" }, element("div", { dir: "auto" }, ...linked(message.text))));
    if (message.products?.length)
      node.append(element("ul", { class: "products" }, ...message.products.map((product) => this.card(product))));
    node.append(element("span", { class: "mark" }));
    return node;
  }

  card(product) {
    const href = product.url ? safeAddress(product.url, SERVER) : null;
    const picture = product.picture ? safeAddress(product.picture, SERVER) : null;
    const frame = element("span", { class: "picture" }, element("span", { class: "monogram", "aria-hidden": "true" }, [...product.name][0] || ""));
    if (picture) frame.append(element("img", { src: picture, alt: "", loading: "lazy", decoding: "async", onerror: (event) => event.target.remove() }));
    const inside = element("span", { class: "facts" },
      element("span", { class: "name", dir: "auto" }, product.name),
      element("span", { class: "price" }, product.price_text),
      product.reasons?.length ? element("span", { class: "reasons" },
        ...product.reasons.map((reason) => element("span", { class: "reason", dir: "auto" }, reason))) : null,
      href ? element("span", { class: "view" }, this.texts.view, icon(ICONS.arrow)) : null);
    const away = href && new URL(href).origin !== location.origin;
    return element("li", {}, href
      ? element("a", { class: "card", href, target: away ? "_blank" : null, rel: away ? "noopener" : null }, frame, inside)
      : element("div", { class: "card" }, frame, inside));
  }

  offer(buttons) {
    this.quickReplies.replaceChildren(...buttons.map((button) =>
      element("button", { type: "button", dir: "auto", onclick: () => { this.input.focus(); this.on.choose(button); } }, button.label)));
    this.quickReplies.hidden = !buttons.length;
  }

  /** How far the shopper's own message came: sending, queued, sent, or an error's code. */
  mark(id, state) {
    const node = this.shown.get(id);
    if (!node) return;
    const { texts } = this;
    const words = { sent: "", sending: texts.sending, queued: texts.queued };
    const failed = !(state in words);
    node.classList.toggle("is-failed", failed);
    node.classList.toggle("is-waiting", state === "sending" || state === "queued");
    node.querySelector(".mark").textContent = failed ? texts.errors[state] || texts.errors.other : words[state];
  }

  isAtEnd() {
    return this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < 80;
  }

  toEnd() {
    this.more.hidden = true;
    this.log.scrollTop = this.log.scrollHeight;
  }

  /** To the end, but never past the beginning of a message longer than the panel. */
  toStartOf(node) {
    this.toEnd();
    this.log.scrollTop = Math.min(this.log.scrollTop, node.offsetTop - 16);
  }
}
