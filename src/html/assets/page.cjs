/* global document, localStorage, matchMedia, addEventListener, innerHeight */
/** What the page adds where scripts run: a theme that is remembered, the search, a box's panel beside the drawing. */
(() => {
  const root = document.documentElement;
  const all = (selector) => [...document.querySelectorAll(selector)];
  const THEME = "plan-theme";

  /** A page that was opened from a file may have no storage. */
  function stored(value) {
    try {
      if (value !== undefined) localStorage.setItem(THEME, value);
      return localStorage.getItem(THEME);
    } catch {
      return null;
    }
  }

  // Before anything is drawn, so that nothing flashes.
  const remembered = stored();
  if (remembered === "light" || remembered === "dark") root.dataset.theme = remembered;

  function setUpTheme() {
    const button = document.querySelector("[data-theme-button]");
    const isDark = () =>
      (root.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "")) === "dark";
    const show = () => button.setAttribute("aria-pressed", String(isDark()));
    button.addEventListener("click", () => {
      root.dataset.theme = isDark() ? "light" : "dark";
      stored(root.dataset.theme);
      show();
    });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", show);
    show();
  }

  /** Marks the section that is read. */
  function setUpNavigation() {
    const list = document.querySelector("nav ul");
    const links = all("nav a");
    const mark = () => {
      const isRead = ({ hash }) => document.querySelector(hash).getBoundingClientRect().top < innerHeight / 3;
      const current = links.filter(isRead).at(-1);
      // On a phone the list is wider than the screen.
      if (current !== undefined) list.scrollLeft = current.offsetLeft - list.clientWidth / 3;
      for (const link of links) {
        if (link === current) link.setAttribute("aria-current", "true");
        else link.removeAttribute("aria-current");
      }
    };
    addEventListener("scroll", mark, { passive: true });
    mark();
  }

  function setUpSearch() {
    const form = document.querySelector("[data-search]");
    const [input, status] = [form.querySelector("input"), form.querySelector("output")];
    const groups = all("[data-group]");
    const rows = all("[data-row]").map((row) => ({ row, text: row.textContent.toLowerCase() }));
    const search = () => {
      const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      for (const { row, text } of rows) row.hidden = !words.every((word) => text.includes(word));
      for (const group of groups) {
        group.hidden = group.querySelector("[data-row]:not([hidden])") === null;
        group.open = words.length > 0;
      }
      const found = rows.filter(({ row }) => !row.hidden).length;
      status.textContent = words.length === 0 ? "" : `${found} of ${rows.length}`;
    };
    input.addEventListener("input", search);
    addEventListener("keydown", (event) => {
      const isTyping = event.target.matches?.("input, textarea, [contenteditable]");
      if (event.key === "/" && !isTyping && !event.ctrlKey && !event.metaKey) {
        event.preventDefault();
        input.focus();
      }
      if (event.key === "Escape" && event.target === input) {
        input.value = "";
        search();
      }
    });
    // A link to a row that the search hides, or that is in a closed group, would lead nowhere.
    addEventListener("hashchange", () => {
      const target = document.querySelector(":target");
      if (target?.closest("[hidden]") != null) {
        input.value = "";
        search();
      }
      const group = target?.closest("[data-group]");
      if (group == null) return;
      group.open = true;
      target.scrollIntoView();
    });
  }

  function setUpDrawing() {
    const drawing = document.querySelector(".drawing");
    const boxes = all("[data-box]");
    const links = all("[data-link]").map((link) => ({ link, ends: link.dataset.link.split(" ") }));
    const panels = all("[data-panel]");

    function choose(id) {
      const near = new Set([id, ...(panelOf(id)?.dataset.near ?? "").split(" ")]);
      drawing.toggleAttribute("data-chosen", id !== "none");
      for (const panel of panels) panel.hidden = panel.dataset.panel !== id;
      for (const { link, ends } of links) link.classList.toggle("near", ends.includes(id));
      for (const box of boxes) {
        box.classList.toggle("near", near.has(box.dataset.box));
        if (box.dataset.box === id) box.setAttribute("aria-current", "true");
        else box.removeAttribute("aria-current");
      }
    }

    const panelOf = (id) => panels.find(({ dataset }) => dataset.panel === id);

    for (const box of boxes) {
      const id = box.dataset.box;
      box.addEventListener("focus", () => choose(id));
      box.addEventListener("click", (event) => {
        event.preventDefault();
        choose(id);
        // A click that nothing pointed at comes from the keyboard.
        if (event.detail === 0) panelOf(id).focus();
        else panelOf(id).scrollIntoView({ block: "nearest" });
      });
    }
    addEventListener("keydown", (event) => {
      const chosen = document.querySelector("[data-box][aria-current]");
      if (event.key !== "Escape" || chosen === null) return;
      const isInPanel = event.target.closest?.("[data-panel]") != null;
      if (isInPanel) chosen.focus();
      else choose("none");
    });
  }

  addEventListener("DOMContentLoaded", () => {
    for (const part of all("[data-scripted]")) part.hidden = false;
    setUpTheme();
    setUpNavigation();
    setUpSearch();
    setUpDrawing();
  });
})();
