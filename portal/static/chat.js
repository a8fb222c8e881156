// The talk page with JavaScript: Enter sends, the field empties at once, the newest line is shown, and focus is never taken from where it is.
// Without it everything works too; nothing here is needed to talk.
//
// One message is under way at a time. What is typed meanwhile leaves the field, stands below the talk as waiting,
// and goes one by one, in order. When one fails, it and all that waited come back into the field: nothing is lost.
(() => {
  "use strict";
  const field = document.getElementById("bericht");
  const log = document.getElementById("log");
  const pending = document.getElementById("onderweg");
  if (!field || !log) return;
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
  const touch = window.matchMedia("(pointer: coarse)");
  const isTyped = (form) => form.hasAttribute("data-schrijf");
  const isTalk = (form) => form instanceof HTMLFormElement && form.hasAttribute("data-praat");
  let underway = null; // { typed, text }: what the server is answering now
  let next = null; // the text that waited longest, while it is handed to htmx
  let waiting = [];
  let linesBefore = 0;
  let chipPressed = -1; // which of the chips; -1 for anything else

  document.documentElement.classList.add("met-script");

  const show = (element, block) =>
    element.scrollIntoView({ behavior: calm.matches ? "auto" : "smooth", block });

  // Looked up each time: every turn puts a new #melding in the place of the old one.
  const tell = (template) =>
    document.getElementById("melding").replaceChildren(document.getElementById(template).content.cloneNode(true));

  const bubble = (text, waits) => {
    const line = document.createElement("p");
    line.className = "ballon ballon--onderweg";
    line.dir = "auto";
    line.textContent = text;
    if (waits) line.append(document.getElementById("wacht-nog").content.cloneNode(true));
    return line;
  };

  const draw = () => {
    const lines = waiting.map((text) => bubble(text, true));
    if (underway) lines.unshift(bubble(underway.text, false));
    pending.replaceChildren(...lines);
    for (const button of document.querySelectorAll("#keuzes button")) {
      if (underway) button.setAttribute("aria-disabled", "true");
      else button.removeAttribute("aria-disabled");
    }
  };

  const chips = () => [...document.querySelectorAll("#keuzes .chip--weg")];

  // Only when the focus was lost, as what was pressed left the page, or is still in what was sent.
  const placeFocus = (arrived, sent) => {
    const now = document.activeElement;
    if (now && now !== document.body && !(isTyped(sent) && sent.contains(now))) return;
    const left = chipPressed >= 0 ? chips() : [];
    if (arrived && left.length) left[Math.min(chipPressed, left.length - 1)].focus({ preventScroll: true });
    // On a touch screen focus in the field would push the keyboard over the answer.
    else if (!arrived || !touch.matches) field.focus({ preventScroll: true });
    else if (now !== field) document.getElementById("keuzes").focus({ preventScroll: true });
  };

  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    if (field.value.trim()) field.form.requestSubmit();
  });

  // Before htmx sees it: while a message is under way nothing else is sent.
  document.addEventListener("submit", (event) => {
    if (!underway || !isTalk(event.target)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (!isTyped(event.target)) {
      tell("nog-bezig"); // its buttons belong to what was asked before
    } else if (field.value.trim()) {
      waiting.push(field.value);
      field.value = "";
      draw();
      show(pending, "nearest");
    }
  }, true);

  document.body.addEventListener("htmx:configRequest", (event) => {
    if (next !== null && isTalk(event.detail.elt)) event.detail.parameters.message = next;
  });

  // The employee sees the own words at once, also when the answer takes a while.
  document.body.addEventListener("htmx:beforeSend", (event) => {
    const form = event.detail.elt;
    if (!isTalk(form)) return;
    linesBefore = log.childElementCount;
    document.getElementById("melding").replaceChildren(); // what went wrong before is being tried again
    if (!isTyped(form)) {
      const button = event.detail.requestConfig.triggeringEvent?.submitter;
      chipPressed = chips().indexOf(button);
      underway = { typed: false, text: button ? button.getAttribute("aria-label") ?? button.textContent : "" };
    } else if (next !== null) {
      underway = { typed: true, text: next };
      next = null;
    } else {
      underway = { typed: true, text: field.value };
      field.value = "";
    }
    draw();
    show(pending, "nearest");
  });

  const giveBack = () => {
    const unsent = underway.typed ? [underway.text, ...waiting] : waiting;
    field.value = [...unsent, field.value].filter((text) => text.trim()).join("\n");
    waiting = [];
  };

  const sendNext = () => {
    next = waiting.shift();
    field.form.requestSubmit();
  };

  document.body.addEventListener("htmx:afterRequest", (event) => {
    // The form that was sent may have left the page since.
    if (!underway || !isTalk(event.detail.requestConfig.elt)) return;
    const arrived = event.detail.successful === true;
    if (!arrived) {
      if (event.detail.xhr.status === 0) tell("niet-verstuurd"); // else the server's own words stand there
      giveBack();
    }
    underway = null;
    draw();
    const newest = arrived ? log.children[linesBefore] ?? log.lastElementChild : null;
    if (newest) show(newest, "start");
    placeFocus(arrived, event.detail.requestConfig.elt);
    chipPressed = -1;
    if (waiting.length) queueMicrotask(sendNext); // when htmx is done with this one
  });

  window.addEventListener("beforeunload", (event) => {
    if (waiting.length) event.preventDefault(); // the browser asks: some of it was not sent yet
  });

  // After the browser's own jump to #einde, which takes the focus away. Within somebody else's page that page is left alone until we are used.
  window.addEventListener("load", () => {
    const framed = window.top !== window;
    if (framed && !document.hasFocus()) return;
    document.getElementById("einde")?.scrollIntoView({ block: "start" });
    if (!touch.matches) field.focus({ preventScroll: true });
  });
})();
