// The custom element: ties what is seen to the line, and keeps what must be kept.
class DropwiseChat extends HTMLElement {
  connectedCallback() {
    if (this.view) return this.resume();
    const prefix = `dropwise:${SERVER}:`;
    this.kept = new Memory(() => localStorage, prefix);
    this.tab = new Memory(() => sessionStorage, prefix);
    this.outbox = new Outbox(this.tab);
    this.language = chooseLanguage(this.getAttribute("language"), document.documentElement.lang, navigator.language);
    this.build();
    this.line = new Connection(socketAddress(), () => this.hello(), {
      state: (state) => this.onState(state),
      message: (message) => this.onMessage(message),
    });
    this.latest = null;
    this.read = this.kept.get("read") ?? -1;
    this.unreadIds = new Set();
    // A page that nobody chats on costs the shop no socket.
    if (this.kept.get("visitor") || this.outbox.items.length) this.line.start();
    if (this.tab.get("open") && !this.view.isFullScreen()) this.open({ focus: false });
    this.resume();
  }

  disconnectedCallback() {
    window.visualViewport?.removeEventListener("resize", this.fit);
    window.visualViewport?.removeEventListener("scroll", this.fit);
    this.line?.stop();
  }

  resume() {
    this.fit ||= () => this.view.fit();
    window.visualViewport?.addEventListener("resize", this.fit);
    window.visualViewport?.addEventListener("scroll", this.fit);
    if (this.line.state === "idle" && this.latest !== null) this.line.start();
  }

  build() {
    this.view = new View(this.language, this.getAttribute("title-text"), {
      toggle: () => (this.isOpen ? this.close() : this.open()),
      close: () => this.close(),
      submit: (text) => this.post({ type: "message", text }),
      choose: ({ label, payload }) =>
        this.post(payload ? { type: "postback", payload, label } : { type: "message", text: label }),
    });
    const root = this.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    root.adoptedStyleSheets = [sheet];
    const colours = palette(this.getAttribute("accent"));
    for (const [name, rgb] of Object.entries(colours || {}))
      this.view.root.style.setProperty(`--${name}`, `rgb(${rgb.join(" ")})`);
    root.append(this.view.root);
  }

  get isOpen() {
    return !this.view.panel.hidden;
  }

  /** Open the panel; a shop's own "chat with us" button may call it. */
  open(how) {
    this.line.start();
    this.view.show(how);
    this.tab.set("open", true);
    this.haveRead();
    this.introduce();
  }

  close() {
    this.view.hide();
    this.tab.set("open", false);
  }

  // --- to the server ---

  hello() {
    return {
      type: "hello",
      version: 1,
      visitor: this.kept.get("visitor"),
      customer_token: this.getAttribute("customer-token"),
      after: this.latest,
      language: this.language,
    };
  }

  post(words) {
    const item = { ...words, id: newId(), at: new Date().toISOString() };
    this.outbox.add(item);
    this.draw(item);
    this.line.start();
    this.flush();
  }

  draw(item) {
    this.view.add({ id: item.id, author: "shopper", text: item.text || item.label, at: item.at });
    this.view.mark(item.id, this.line.state === "online" ? "sending" : "queued");
  }

  /** The first unsent message only: the next one waits until it is taken, so order is kept. */
  flush() {
    const [first] = this.outbox.items;
    if (!first || this.onItsWay === first.id) return;
    const { at, ...message } = first;
    if (this.line.send(message)) this.onItsWay = first.id;
  }

  introduce() {
    if (this.isOpen && this.isWelcome && this.latest === null && !this.outbox.items.length) this.line.send({ type: "open" });
  }

  // --- from the server ---

  onState(state) {
    this.view.line(state);
    if (state === "online") return;
    this.onItsWay = null;
    this.isWelcome = false;
    this.view.writing(false);
    for (const item of this.outbox.items) this.view.mark(item.id, "queued");
  }

  onMessage(message) {
    const hear = {
      welcome: () => this.onWelcome(message),
      accepted: () => this.onAccepted(message.id),
      typing: () => this.view.writing(true),
      message: () => this.onNews(message),
      owner: () => this.view.owner((this.owner = message.owner), this.agentName),
      error: () => this.onError(message),
    };
    hear[message.type]?.();
  }

  onWelcome({ visitor, conversation, history, owner }) {
    const before = this.kept.get("conversation");
    if (before && before !== conversation) this.forget();
    this.kept.set("visitor", visitor);
    this.kept.set("conversation", conversation);
    this.isWelcome = true;
    this.view.quietly(() => history.forEach((message) => this.receive(message)));
    for (const item of this.outbox.items) this.draw(item);
    this.view.owner((this.owner = owner), this.agentName);
    this.haveSeen();
    this.flush();
    this.introduce();
  }

  /** Another person's conversation (someone logged in or out): nothing of the old one stays. */
  forget() {
    this.view.clear();
    this.outbox.clear();
    this.latest = null;
    this.read = -1;
    this.unreadIds.clear();
    this.agentName = null;
  }

  onNews(message) {
    this.receive(message);
    this.haveSeen();
  }

  receive(message) {
    this.latest = Math.max(this.latest ?? -1, message.sequence);
    if (message.author === "shopper") this.taken(message.id);
    if (message.author === "agent" && message.name) {
      this.agentName = message.name;
      if (this.owner) this.view.owner(this.owner, this.agentName);
    }
    if (message.author !== "shopper" && message.sequence > this.read) this.unreadIds.add(message.id);
    this.view.add(message);
  }

  haveSeen() {
    if (this.latest !== null) this.line.send({ type: "seen", sequence: this.latest });
    if (this.isOpen) this.haveRead();
    else this.view.unread(this.unreadIds.size);
  }

  haveRead() {
    this.unreadIds.clear();
    if (this.latest === null) return;
    this.read = this.latest;
    this.kept.set("read", this.read);
  }

  onAccepted(id) {
    this.taken(id);
    this.flush();
  }

  taken(id) {
    this.outbox.remove(id);
    if (this.onItsWay === id) this.onItsWay = null;
    this.view.mark(id, "sent");
  }

  onError({ code, id, message }) {
    if (code === "customer_token") console.warn(`dropwise: ${message}`); // for the shop's developer
    if (!id || !this.outbox.has(id)) return;
    if (code === "too_fast" || code === "unavailable") {
      setTimeout(() => { this.onItsWay = null; this.flush(); }, 2000);
      return;
    }
    this.taken(id);
    this.view.mark(id, code);
    this.flush();
  }
}

function socketAddress() {
  const address = new URL("ws/chat", SERVER);
  address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
  return address.href;
}

/** The script's data attributes become the element's own, and the element joins the page. */
function mount() {
  if (document.querySelector("dropwise-chat")) return;
  const chat = document.createElement("dropwise-chat");
  const { language, title, accent, customerToken } = SCRIPT ? SCRIPT.dataset : {};
  const given = { language, accent, "title-text": title, "customer-token": customerToken };
  for (const [name, value] of Object.entries(given)) if (value) chat.setAttribute(name, value);
  document.body.append(chat);
}

if (!customElements.get("dropwise-chat")) {
  customElements.define("dropwise-chat", DropwiseChat);
  if (document.body) mount();
  else document.addEventListener("DOMContentLoaded", mount);
}
