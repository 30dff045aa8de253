// Building the page from data without ever reading data as HTML.
const SVG = "http://www.w3.org/2000/svg";

/** An element with attributes (`onclick` and the like are listeners) and children. */
function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

/** A line drawing of one path in a 24 by 24 box. */
function icon(path, name = "icon") {
  const svg = document.createElementNS(SVG, "svg");
  for (const [key, value] of Object.entries({ viewBox: "0 0 24 24", class: name, "aria-hidden": "true" }))
    svg.setAttribute(key, value);
  const line = document.createElementNS(SVG, "path");
  line.setAttribute("d", path);
  svg.append(line);
  return svg;
}

const ICONS = {
  chat: "M12 3c4 4.6 6.5 7.9 6.5 11.2A6.5 6.5 0 0 1 12 20.8a6.5 6.5 0 0 1-6.5-6.6C5.5 10.9 8 7.6 12 3Zm-3 11.6a3 3 0 0 0 2.6 2.9",
  close: "M6 6l12 12M18 6 6 18",
  send: "M12 19V5m0 0-6 6m6-6 6 6",
  down: "M12 5v14m0 0-6-6m6 6 6-6",
  arrow: "M5 12h14m0 0-6-6m6 6-6 6",
};

/** An address that a link or a picture may have: http or https, else null. */
function safeAddress(value, base) {
  try {
    const address = new URL(value, base);
    return /^https?:$/.test(address.protocol) ? address.href : null;
  } catch {
    return null;
  }
}

const WEB_ADDRESS = /https?:\/\/[^\s<>"'，。、；：！？（）「」『』]+[^\s<>"'.,;:!?)\]，。、；：！？（）「」『』]/g;

/** The text as nodes, web addresses as links. */
function linked(text) {
  const nodes = [];
  let end = 0;
  for (const found of text.matchAll(WEB_ADDRESS)) {
    const href = safeAddress(found[0]);
    if (!href) continue;
    nodes.push(text.slice(end, found.index));
    nodes.push(element("a", { href, target: "_blank", rel: "noopener noreferrer" }, found[0]));
    end = found.index + found[0].length;
  }
  nodes.push(text.slice(end));
  return nodes;
}

/** The accent colour, what can be read on it, and itself dark enough to be read on white. */
function palette(hex) {
  const accent = toRgb(hex);
  if (!accent) return null;
  const white = [255, 255, 255];
  const soft = accent.map((part) => Math.round(255 - (255 - part) * 0.1));
  const ink = [22, 33, 31];
  let text = accent;
  while (contrast(text, soft) < 4.6) text = text.map((part) => Math.floor(part * 0.92));
  const onAccent = contrast(accent, white) >= 4.5 ? white : contrast(accent, ink) >= 4.5 ? ink : null;
  return {
    accent: onAccent ? accent : text,
    "on-accent": onAccent || white,
    "accent-text": text,
    "accent-soft": soft,
  };
}

function toRgb(hex) {
  const short = /^#([\da-f])([\da-f])([\da-f])$/i.exec(hex || "");
  const long = /^#([\da-f]{2})([\da-f]{2})([\da-f]{2})$/i.exec(hex || "");
  if (short) return short.slice(1).map((part) => parseInt(part + part, 16));
  return long ? long.slice(1).map((part) => parseInt(part, 16)) : null;
}

/** Contrast of two colours (WCAG 2.2). */
function contrast(one, other) {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(rgb) {
  const [red, green, blue] = rgb.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
