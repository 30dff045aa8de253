// The socket: opened when it is needed, opened again when it breaks.
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30000;
const PING_EVERY_MS = 25000;
const PONG_WITHIN_MS = 10000;
const HELLO_WITHIN_MS = 15000;
const ORIGIN_REFUSED = 4403;

class Connection {
  /**
   * @param address the socket's address
   * @param hello makes the first words of each socket
   * @param on {state(name), message(object)}; states: idle, connecting, online, offline, refused
   */
  constructor(address, hello, on) {
    this.address = address;
    this.hello = hello;
    this.on = on;
    this.state = "idle";
    this.failures = 0;
    this.socket = null;
    this.again = () => this.retry();
    this.shown = () => document.visibilityState === "visible" && this.retry();
  }

  start() {
    if (this.state !== "idle") return;
    addEventListener("online", this.again);
    document.addEventListener("visibilitychange", this.shown);
    this.connect();
  }

  stop() {
    removeEventListener("online", this.again);
    document.removeEventListener("visibilitychange", this.shown);
    clearTimeout(this.timer);
    this.drop();
    this.become("idle");
  }

  /** Say something; false where nobody listens. */
  send(message) {
    if (this.state !== "online") return false;
    this.socket.send(JSON.stringify(message));
    return true;
  }

  connect() {
    this.become(this.failures ? "offline" : "connecting");
    const socket = (this.socket = new WebSocket(this.address));
    socket.onopen = () => socket.send(JSON.stringify(this.hello()));
    socket.onmessage = (event) => this.hear(socket, JSON.parse(event.data));
    setTimeout(() => this.state !== "online" && socket === this.socket && this.lost(), HELLO_WITHIN_MS);
    socket.onclose = (event) => socket === this.socket && this.lost(event.code);
  }

  hear(socket, message) {
    if (socket !== this.socket) return;
    this.heard = true;
    if (message.type === "welcome") {
      this.failures = 0;
      this.become("online");
      this.watch();
    }
    if (message.type !== "pong") this.on.message(message);
  }

  /** Notice a line that died without a word, as lines do when a phone changes networks. */
  watch() {
    clearInterval(this.pulse);
    this.pulse = setInterval(() => {
      this.heard = false;
      this.send({ type: "ping" });
      const socket = this.socket;
      setTimeout(() => !this.heard && socket === this.socket && this.lost(), PONG_WITHIN_MS);
    }, PING_EVERY_MS);
  }

  lost(code) {
    this.drop();
    if (code === ORIGIN_REFUSED) return this.become("refused");
    this.failures += 1;
    this.become("offline");
    this.timer = setTimeout(() => this.connect(), this.wait());
  }

  /** Doubling waits, each between half and all of its length, so that a shop's pages do not all
   * come back in the same second after a restart. */
  wait() {
    const longest = Math.min(FIRST_WAIT_MS * 2 ** (this.failures - 1), LONGEST_WAIT_MS);
    return longest * (0.5 + Math.random() / 2);
  }

  retry() {
    if (this.state !== "offline" || this.socket) return;
    clearTimeout(this.timer);
    this.connect();
  }

  drop() {
    clearInterval(this.pulse);
    const socket = this.socket;
    this.socket = null;
    if (socket) socket.close();
  }

  become(state) {
    if (state === this.state) return;
    this.state = state;
    this.on.state(state);
  }
}
