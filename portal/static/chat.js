// The talk page with JavaScript: Enter sends, the field empties at once, focus stays, the newest line is shown.
// Without it everything works too; nothing here is needed to talk.
(() => {
  "use strict";
  const field = document.getElementById("bericht");
  const log = document.getElementById("log");
  const pending = document.getElementById("onderweg");
  const notice = document.getElementById("melding");
  if (!field || !log) return;
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
  const touch = window.matchMedia("(pointer: coarse)");
  const isTyped = (form) => form.hasAttribute("data-schrijf");
  const isTalk = (form) => form instanceof HTMLFormElement && form.hasAttribute("data-praat");
  let sent = "";
  let linesBefore = 0;

  document.documentElement.classList.add("met-script");

  const show = (element, block) =>
    element.scrollIntoView({ behavior: calm.matches ? "auto" : "smooth", block });

  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    if (field.value.trim()) field.form.requestSubmit();
  });

  // The employee sees the own words at once, also when the answer takes a while.
  document.body.addEventListener("htmx:beforeSend", (event) => {
    const form = event.detail.elt;
    if (!isTalk(form)) return;
    linesBefore = log.childElementCount;
    const line = document.createElement("p");
    line.className = "ballon ballon--onderweg";
    line.dir = "auto";
    if (isTyped(form)) {
      sent = field.value;
      field.value = "";
      line.textContent = sent;
    } else {
      sent = "";
      const button = event.detail.requestConfig.triggeringEvent?.submitter;
      line.textContent = button ? button.textContent : "";
    }
    pending.replaceChildren(line);
    show(pending, "nearest");
  });

  const giveBack = () => {
    pending.replaceChildren();
    if (sent && !field.value.includes(sent)) field.value = field.value ? `${sent}\n${field.value}` : sent;
    sent = "";
    field.focus({ preventScroll: true });
  };

  document.body.addEventListener("htmx:sendError", () => {
    notice.replaceChildren(document.getElementById("niet-verstuurd").content.cloneNode(true));
    giveBack();
  });
  document.body.addEventListener("htmx:responseError", giveBack);

  document.body.addEventListener("htmx:afterSettle", (event) => {
    if (event.detail.target !== log) return;
    pending.replaceChildren();
    sent = "";
    const newest = log.children[linesBefore];
    if (newest) show(newest, "start");
    // On a touch screen focus would push the keyboard over the answer.
    if (!touch.matches) field.focus({ preventScroll: true });
  });

  // After the browser's own jump to #einde, which takes the focus away.
  window.addEventListener("load", () => {
    document.getElementById("einde")?.scrollIntoView({ block: "start" });
    if (!touch.matches) field.focus({ preventScroll: true });
  });
})();
