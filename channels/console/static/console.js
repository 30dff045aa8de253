// Keeps the console's page alive: the server draws every part, this script puts new parts in place.
"use strict";

const page = document.body.dataset;
const csrf = document.querySelector("meta[name=csrf]").content;
const title = document.title;
const draftKey = () => `dropwise-draft:${page.chosen}`;

// --- drawing anew ---

let drawing = false;
let again = false;

/** Fetch the live parts and put in those that changed; while one fetch runs, further news wait. */
async function draw() {
  if (drawing) return void (again = true);
  drawing = true;
  try {
    const query = page.chosen ? `?conversation=${encodeURIComponent(page.chosen)}` : "";
    const answer = await fetch(`/console/live${query}`, { headers: { "x-requested-with": "fetch" } });
    if (answer.status === 401) return location.reload();
    if (answer.ok) put(new DOMParser().parseFromString(await answer.text(), "text/html"));
  } catch {
    // The stream of news says it when the server is away, and draws when it is back.
  } finally {
    drawing = false;
    if (again) (again = false), draw();
  }
}

function put(fresh) {
  const thread = document.getElementById("thread");
  const wasAtEnd = isAtEnd(thread);
  const focused = document.activeElement?.id;
  for (const part of fresh.querySelectorAll("[data-live]")) {
    const old = document.getElementById(part.id);
    if (!old || old.outerHTML === part.outerHTML) continue;
    // A reply being written stays as it is, as long as the agent may still send it.
    if (part.dataset.keep && part.dataset.keep === old.dataset.keep) continue;
    const open = opened(old);
    old.replaceWith(document.adoptNode(part));
    for (const [id, intent] of open) reopen(id, intent);
  }
  if (focused && document.activeElement === document.body) document.getElementById(focused)?.focus();
  if (wasAtEnd) toEnd(thread);
  arrive();
}

/** The corrections being made, which a new drawing must not close. */
function opened(part) {
  return [...part.querySelectorAll(".correct[open]")].map((box) => [box.id, box.querySelector("select").value]);
}

function reopen(id, intent) {
  const box = document.getElementById(id);
  if (!box) return;
  box.open = true;
  box.querySelector("select").value = intent;
}

/** What must be done after every drawing. */
function arrive() {
  const list = document.getElementById("list");
  const news = Number(list.dataset.waiting) + Number(list.dataset.unread);
  document.title = news ? `(${news}) ${title}` : title;
  bindReply();
  tick();
  markRead();
}

function isAtEnd(thread) {
  return Boolean(thread) && thread.scrollHeight - thread.scrollTop - thread.clientHeight < 120;
}

function toEnd(thread) {
  if (thread) thread.scrollTop = thread.scrollHeight;
}

/** How long somebody waits goes on between two drawings. */
function tick() {
  for (const time of document.querySelectorAll("[data-since]")) {
    const minutes = Math.max(0, Math.floor((Date.now() - new Date(time.dataset.since)) / 60000));
    const [amount, unit] = minutes < 60 ? [minutes, "minute"] : minutes < 1440 ? [Math.floor(minutes / 60), "hour"] : [Math.floor(minutes / 1440), "day"];
    const style = { style: "unit", unit, unitDisplay: "short" };
    time.textContent = new Intl.NumberFormat(page.locale, style).format(amount);
  }
}

// --- telling the server ---

function post(path, values) {
  return fetch(path, {
    method: "POST",
    body: new URLSearchParams(values),
    headers: { "x-csrf-token": csrf, "x-requested-with": "fetch" },
  });
}

let readUpTo = 0;

function markRead() {
  const last = Number(document.getElementById("messages")?.dataset.last || 0);
  if (!page.chosen || document.visibilityState !== "visible" || last <= readUpTo) return;
  readUpTo = last;
  post(`/console/conversations/${encodeURIComponent(page.chosen)}/read`, { sequence: last }).catch(() => (readUpTo = 0));
}

function say(problem) {
  const place = document.getElementById("problem");
  place.textContent = problem;
  place.hidden = !problem;
}

// --- the reply box ---

function bindReply() {
  const form = document.querySelector(".reply");
  if (!form || form.dataset.bound) return;
  form.dataset.bound = "true";
  const box = form.elements.text;
  box.value ||= sessionStorage.getItem(draftKey()) || "";
  box.addEventListener("input", () => {
    sessionStorage.setItem(draftKey(), box.value);
    grow(box);
    checkSoon(form);
  });
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send(form);
  });
  grow(box);
}

let checking;

/** What may not be said is told while it is written; the server looks again before it sends. */
function checkSoon(form) {
  clearTimeout(checking);
  checking = setTimeout(() => check(form), 400);
}

async function check(form) {
  const text = form.elements.text.value;
  try {
    const answer = await post(form.action.replace(/reply$/, "check"), { text });
    if (!answer.ok || text !== form.elements.text.value) return;
    showClaims(await answer.json());
  } catch {
    // Without a connection nothing can be sent either.
  }
}

function showClaims(sentences) {
  const list = document.getElementById("claims");
  if (!list) return;
  list.replaceChildren(...sentences.map((sentence) => Object.assign(document.createElement("li"), { textContent: sentence })));
  list.hidden = !sentences.length;
}

function grow(box) {
  box.style.height = "auto";
  box.style.height = `${Math.min(box.scrollHeight + 2, 220)}px`;
}

async function send(form) {
  const { text, agreed, reply_id: replyId } = form.elements;
  const button = form.querySelector("button");
  if (!text.value.trim() || button.disabled) return;
  button.disabled = true;
  try {
    const answer = await post(form.action, { text: text.value, agreed: agreed.value, reply_id: replyId.value });
    if (answer.status === 401) return location.reload();
    say(answer.ok ? "" : answer.headers.get("content-type")?.startsWith("text/plain") ? await answer.text() : page.failed);
    agreed.value = answer.headers.has("x-dropwise-warned") ? text.value : "";
    if (!answer.ok) return;
    showClaims([]);
    // A new reply is a new message; until here the same id makes a repeat harmless.
    replyId.value = newId();
    text.value = "";
    sessionStorage.removeItem(draftKey());
    grow(text);
    await draw();
    toEnd(document.getElementById("thread"));
  } catch {
    say(page.failed);
  } finally {
    button.disabled = false;
    text.focus();
  }
}

document.addEventListener("submit", async (event) => {
  const form = event.target.closest(".correct form");
  if (!form) return;
  event.preventDefault();
  try {
    const answer = await post(form.action, { message_id: form.elements.message_id.value, intent: form.elements.intent.value });
    if (answer.status === 401) return location.reload();
    say(answer.ok ? "" : page.failed);
    if (!answer.ok) return;
    const box = form.closest("details");
    box.open = false;
    box.querySelector("summary").focus();
    await draw();
  } catch {
    say(page.failed);
  }
});

function newId() {
  const hex = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0"));
  hex[6] = `4${hex[6][1]}`;
  hex[8] = `a${hex[8][1]}`;
  return hex.join("").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

// --- keys, news, start ---

document.querySelector(".lists").addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  const rows = [...document.querySelectorAll(".row")];
  const next = rows[rows.indexOf(document.activeElement) + step];
  if (next) event.preventDefault(), next.focus();
});

function listen() {
  const news = new EventSource("/console/events");
  const offline = document.getElementById("offline");
  news.addEventListener("changed", draw);
  news.onopen = () => (offline.hidden = true);
  news.onerror = () => {
    offline.textContent = page.offline;
    offline.hidden = false;
    // A refused stream is closed for good; the next drawing finds out whether we are signed out.
    if (news.readyState === EventSource.CLOSED) setTimeout(() => (draw(), listen()), 3000);
  };
}

document.addEventListener("visibilitychange", markRead);
setInterval(tick, 15000);
if (matchMedia("(max-width: 1080px)").matches) document.querySelector(".about details")?.removeAttribute("open");
arrive();
toEnd(document.getElementById("thread"));
listen();
