// Every word of the widget's own; what the assistant says comes from the server.
const TEXTS = {
  en: {
    title: "Skincare assistant",
    subtitle: "Automated assistant",
    withPerson: (name) => (name ? `${name} from our team` : "A person answers now"),
    waitingForPerson: "A person will join you here",
    open: "Open chat",
    openUnread: (count) => `Open chat, ${count} unread`,
    close: "Close chat",
    log: "Conversation",
    input: "Your message",
    placeholder: "Write a message…",
    send: "Send",
    typing: "Assistant is typing",
    connecting: "Connecting…",
    offline: "No connection right now. What you write is sent as soon as it is back.",
    refused: "The chat is not available on this page.",
    helloTitle: "Hello!",
    hello: "Ask about products, ingredients, your routine or an order.",
    quickReplies: "Suggested answers",
    newMessages: "New messages",
    authors: { shopper: "You", assistant: "Assistant", agent: "Our team" },
    sending: "Sending…",
    queued: "Waiting for a connection",
    errors: {
      too_long: "Not sent: this message is too long. Please split it.",
      other: "Not sent. Please write it again.",
    },
    view: "View product",
  },
  zh: {
    title: "保養小幫手",
    subtitle: "自動回覆助理",
    withPerson: (name) => (name ? `${name}・真人客服` : "現在由真人客服為您服務"),
    waitingForPerson: "真人客服稍後會在這裡回覆您",
    open: "開啟對話",
    openUnread: (count) => `開啟對話，${count} 則未讀`,
    close: "關閉對話",
    log: "對話內容",
    input: "您的訊息",
    placeholder: "輸入訊息…",
    send: "傳送",
    typing: "助理正在輸入",
    connecting: "連線中…",
    offline: "目前沒有連線，恢復後會自動送出您的訊息。",
    refused: "此頁面無法使用對話服務。",
    helloTitle: "您好！",
    hello: "歡迎詢問商品、成分、保養步驟或訂單。",
    quickReplies: "建議回覆",
    newMessages: "新訊息",
    authors: { shopper: "您", assistant: "助理", agent: "客服人員" },
    sending: "傳送中…",
    queued: "等待連線",
    errors: {
      too_long: "未送出：訊息太長，請分段傳送。",
      other: "未送出，請再試一次。",
    },
    view: "查看商品",
  },
};

/** The widget speaks English or Chinese: as told, else as the page, else as the browser. */
function chooseLanguage(...tags) {
  for (const tag of tags) {
    const primary = (tag || "").toLowerCase().split("-")[0];
    if (primary in TEXTS) return primary;
  }
  return "en";
}
