// A shop's own button opens the chat: the element has an `open` method.
for (const button of document.querySelectorAll("[data-open-chat]"))
  button.addEventListener("click", () => document.querySelector("dropwise-chat")?.open());
