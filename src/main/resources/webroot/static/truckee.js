// What scripts add to pages that work without them: dropping files and folders, progress with a way
// to cancel, a button that copies a link, times of the reader's own zone, pages about what is
// under way that keep themselves new, and the proof of work of an admission.
"use strict";

(() => {
  const UNDER_WAY = 2;
  const POLL_MILLIS = 700;

  /** The root of the gateway, which may be below a path of a reverse proxy. */
  const ROOT = new URL("../", document.currentScript.src).pathname;

  const element = (name, text, className) => {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    if (className) made.className = className;
    return made;
  };

  const bytes = (count) => {
    if (count < 1024) return `${count} B`;
    let value = count / 1024;
    let unit = 0;
    for (; value >= 1023.95 && unit < 5; unit++) value /= 1024;
    return `${value.toFixed(1)} ${"KMGTPE"[unit]}iB`;
  };

  const time = (seconds) => {
    if (seconds < 60) return `${Math.ceil(seconds)} s`;
    return seconds < 3600 ? `${Math.ceil(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
  };

  // ---- Times in the reader's zone

  const TOLD = /(\d{4}-\d\d-\d\d) (\d\d:\d\d) UTC/;
  const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

  const two = (number) => String(number).padStart(2, "0");

  const clock = (date) => `${two(date.getHours())}:${two(date.getMinutes())}`;

  const day = (date) => `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;

  /** The gateway tells times in UTC, which stays as a tooltip; names of files stay as they are. */
  const localTimes = (root) => {
    const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const text = texts.currentNode;
      const told = TOLD.exec(text.data);
      const around = text.parentElement;
      if (!told || !around.closest("td, li") || around.closest("th, a, code")) continue;
      const date = new Date(`${told[1]}T${told[2]}Z`);
      text.data = text.data.replace(TOLD, `${day(date)} ${clock(date)}`);
      around.title = told[0];
    }
    for (const tick of root.querySelectorAll("text[data-time]")) {
      const date = new Date(tick.dataset.time);
      const withDay = tick.textContent.includes(" ");
      tick.textContent = (withDay ? `${date.getDate()} ${MONTHS[date.getMonth()]} ` : "") + clock(date);
    }
  };

  localTimes(document.body);

  // ---- Copying a link

  const addCopyButton = (link) => {
    if (!navigator.clipboard) return;
    const button = element("button", "Copy the link", "copy");
    button.type = "button";
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(link.href);
      button.textContent = "Copied";
    });
    link.after(button);
  };

  document.querySelectorAll(".share a.link").forEach(addCopyButton);

  // ---- What is under way

  const LOOK_MILLIS = 1500;

  /** Replaces only what is different, so that nobody loses their place; a state is read out. */
  const renew = (old, made) => {
    if (!old) return;
    if (!made) old.remove();
    else if (old.matches("[role=status]") && made.matches("[role=status]")) {
      old.className = made.className;
      old.textContent = made.textContent;
    } else if (old.outerHTML !== made.outerHTML) old.replaceWith(made);
  };

  const lookAgain = async () => {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    const made = new DOMParser().parseFromString(await answer.text(), "text/html");
    localTimes(made.body);
    const main = document.querySelector("main");
    const before = [...main.children];
    const after = [...made.querySelector("main").children];
    before.forEach((old, place) => renew(old, after[place]));
    main.append(...after.slice(before.length));
    document.title = made.title;
    keepLooking();
  };

  const keepLooking = () => {
    const link = document.querySelector("main [data-live]");
    if (!link) return;
    link.hidden = true;
    setTimeout(() => lookAgain().catch(() => { link.hidden = false; }), LOOK_MILLIS);
  };

  keepLooking();

  // ---- Admission

  /** A button has the proof of work made, beside everything else, and sends it. */
  const solveByButton = (proof) => {
    const button = element("button", "Compute it here");
    const state = element("p", "", "hint");
    button.type = "button";
    state.setAttribute("role", "status");
    button.addEventListener("click", () => {
      button.disabled = true;
      const began = performance.now();
      const worker = new Worker(`${ROOT}static/admission.js`);
      worker.addEventListener("error", () => { state.textContent = "This browser can't compute it."; });
      worker.addEventListener("message", ({ data }) => {
        if (data.solution === undefined) {
          const done = data.tried / 2 ** Number(proof.dataset.bits);
          state.textContent = `Computing: ${Math.floor(done * 100)} % of the usual work, ${time((performance.now() - began) / 1000)}`;
          return;
        }
        state.textContent = "Found. Sending it.";
        worker.terminate();
        proof.elements.solution.value = data.solution;
        proof.submit();
      });
      worker.postMessage({ challenge: proof.elements.challenge.value, bits: Number(proof.dataset.bits) });
    });
    for (const byHand of proof.querySelectorAll("p")) byHand.hidden = true;
    proof.prepend(button, state);
  };

  document.querySelectorAll("form[data-bits]").forEach(solveByButton);

  // ---- Storing files

  const form = document.querySelector("form[data-upload]");
  if (!form) return;

  const intoDirectory = form.hasAttribute("data-into");
  const queue = [];
  let underWay = 0;
  let list = null;

  const panel = () => {
    if (list) return list;
    const section = element("section", "", "uploads");
    section.setAttribute("aria-labelledby", "uploads");
    const heading = element("h2", "Uploads");
    heading.id = "uploads";
    list = element("ul");
    list.setAttribute("aria-live", "polite");
    section.append(heading, list);
    form.closest(".pair").before(section);
    return list;
  };

  class Upload {
    constructor(file, path, base) {
      this.file = file;
      this.path = path;
      this.base = base;
      this.row = element("li");
      this.bar = element("progress");
      this.bar.max = Math.max(1, file.size);
      this.bar.value = 0;
      this.bar.setAttribute("aria-label", `Progress of ${path}`);
      this.state = element("span", "waiting", "hint");
      this.cancel = element("button", "Cancel", "quiet");
      this.cancel.type = "button";
      this.cancel.setAttribute("aria-label", `Cancel ${path}`);
      this.cancel.addEventListener("click", () => this.stop());
      this.row.append(element("bdi", path), this.bar, this.state, this.cancel);
      panel().append(this.row);
    }

    address() {
      const path = this.path.split("/").map(encodeURIComponent).join("/");
      return intoDirectory || this.base !== form.dataset.upload ? this.base + path : this.base;
    }

    /** Nothing is replaced without its owner's word. */
    query(replace) {
      return intoDirectory ? `?replace=${replace}&upload-id=${this.id}` : `?upload-id=${this.id}`;
    }

    start(replace = false) {
      this.began = performance.now();
      this.request = new XMLHttpRequest();
      this.id = Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join("");
      this.request.open("PUT", this.address() + this.query(replace));
      this.request.setRequestHeader("Accept", "text/plain;q=0.5, application/json");
      this.request.upload.addEventListener("progress", (event) => this.sending(event.loaded));
      this.request.upload.addEventListener("load", () => this.sent());
      this.request.addEventListener("load", () => this.answered());
      this.request.addEventListener("error", () => this.end("the connection broke off", true));
      this.request.send(this.file);
    }

    sending(done) {
      const seconds = (performance.now() - this.began) / 1000;
      const speed = done / Math.max(seconds, 0.001);
      const part = this.advance(done / Math.max(1, this.file.size) / 2);
      this.state.textContent =
        `sending: ${bytes(done)} of ${bytes(this.file.size)}, ${bytes(Math.round(speed))}/s, ${part}`;
    }

    /** One bar for both halves: to the gateway, and from there to the servers. */
    advance(part) {
      this.part = Math.max(this.part || 0, Math.min(1, part));
      this.bar.value = this.part * this.bar.max;
      const seconds = (performance.now() - this.began) / 1000;
      const left = this.part > 0 ? (seconds * (1 - this.part)) / this.part : 0;
      return `${time(left)} left, ${Math.floor(this.part * 100)} %`;
    }

    /** The gateway has all of it; what is left is what it does with the servers. */
    sent() {
      this.advance(0.5);
      this.state.textContent = "sent; the gateway stores it";
      this.poll = setInterval(() => this.look(), POLL_MILLIS);
    }

    async look() {
      const answer = await fetch(`${ROOT}status/?t=json`);
      const status = await answer.json();
      const mine = status.active.find((one) => one["upload-id"] === this.id);
      if (mine && this.poll) {
        const part = this.advance((1 + (mine["progress-encode-push"] || 0)) / 2);
        const state = mine.shares > 0 && mine["shares-stored"] > 0
          ? `storing: ${mine["shares-stored"]} of ${mine.shares} shares kept`
          : `storing: ${mine.status}`;
        this.state.textContent = `${state}, ${part}`;
      }
    }

    answered() {
      if (this.request.status < 400) {
        this.end("stored", false);
        if (this.before) this.offerUndo();
        if (!intoDirectory && this.base === form.dataset.upload) this.show(this.request.responseText.trim());
        return;
      }
      if (this.request.status === 409 && intoDirectory && !this.asked) {
        this.ask();
        return;
      }
      let why = `error ${this.request.status}`;
      try {
        const error = JSON.parse(this.request.responseText).error;
        why = `${error.what}: ${error.why.join(" ")} ${error.help}`;
        if (error.kind === "ADMISSION") this.offerAdmission();
      } catch {
        why = this.request.responseText.trim() || why;
      }
      this.end(why, true);
    }

    /** Something has that name: its owner says what is to become of both. */
    ask() {
      clearInterval(this.poll);
      this.poll = null;
      this.asked = true;
      this.isAsking = true;
      this.state.textContent = "a file with this name is here already";
      const choices = element("span");
      const choose = (text, act) => {
        const button = element("button", text, "quiet");
        button.type = "button";
        button.setAttribute("aria-label", `${text}: ${this.path}`);
        button.addEventListener("click", () => {
          choices.remove();
          this.isAsking = false;
          act();
        });
        choices.append(button);
      };
      choose("Replace", () => this.replace());
      choose("Keep both", () => this.keepBoth());
      choose("Skip", () => this.end("skipped", false, false));
      this.cancel.before(choices);
      underWay--;
      next();
    }

    async replace() {
      const there = await fetch(`${this.address()}?t=uri`);
      this.before = there.ok ? (await there.text()).trim() : "";
      this.part = 0;
      underWay++;
      this.start("only-files");
    }

    async keepBoth() {
      const path = this.path;
      const dot = path.lastIndexOf(".");
      const end = dot > path.lastIndexOf("/") + 1 ? dot : path.length;
      for (let number = 2; ; number++) {
        this.path = `${path.slice(0, end)} (${number})${path.slice(end)}`;
        const there = await fetch(`${this.address()}?t=json`);
        if (there.status === 404) break;
      }
      this.row.querySelector("bdi").textContent = this.path;
      this.part = 0;
      underWay++;
      this.start();
    }

    /** What was replaced can still be read, and brought back. */
    offerUndo() {
      const link = element("a", "what was here before", "link");
      link.href = `${ROOT}file/${encodeURIComponent(this.before)}/@@named=/${encodeURIComponent(this.file.name)}`;
      const undo = element("button", "Undo", "quiet");
      undo.type = "button";
      undo.addEventListener("click", async () => {
        const undone = await fetch(`${this.address()}?t=uri`, { method: "PUT", body: this.before });
        this.state.textContent = undone.ok ? "brought back" : `error ${undone.status}`;
        if (undone.ok) undo.remove();
        renewListing();
      });
      this.state.textContent = "stored; replaced ";
      this.state.after(link, undo);
    }

    offerAdmission() {
      const link = element("a", "Admission", "link");
      link.href = `${ROOT}admission`;
      this.state.after(link);
    }

    show(uri) {
      const link = element("a", "The link", "link");
      link.href = `${ROOT}file/${encodeURIComponent(uri)}/@@named=/${encodeURIComponent(this.file.name)}`;
      const share = element("p");
      share.append(link, " – anyone with this link can read the file.");
      addCopyButton(link);
      this.row.append(share);
    }

    stop() {
      const place = queue.indexOf(this);
      if (place >= 0) queue.splice(place, 1);
      if (this.request) this.request.abort();
      this.end("cancelled", true, Boolean(this.request) && !this.isAsking);
    }

    end(text, bad, wasUnderWay = true) {
      clearInterval(this.poll);
      this.poll = null;
      this.cancel.remove();
      this.bar.remove();
      this.state.textContent = text;
      this.state.className = bad ? "word bad" : "word good";
      if (wasUnderWay) underWay--;
      next();
    }
  }

  /** Shows the directory as it is now, and keeps the list of what was stored. */
  const renewListing = async () => {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    const made = new DOMParser().parseFromString(await answer.text(), "text/html");
    const shown = "main > .listing, main > .empty";
    const fresh = made.querySelector(shown);
    if (answer.ok && fresh) document.querySelector(shown)?.replaceWith(fresh);
  };

  const next = () => {
    while (underWay < UNDER_WAY && queue.length > 0) {
      underWay++;
      queue.shift().start();
    }
    if (underWay === 0 && queue.length === 0 && intoDirectory) renewListing();
  };

  const enqueue = (files, base = form.dataset.upload) => {
    for (const { file, path } of files) queue.push(new Upload(file, path, base));
    next();
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const input = form.querySelector("input[type=file]");
    enqueue([...input.files].map((file) => ({ file, path: file.name })));
    input.value = "";
  });

  // ---- Dropping files and folders

  const entriesOf = async (directory) => {
    const reader = directory.createReader();
    const all = [];
    for (;;) {
      const some = await new Promise((done, fail) => reader.readEntries(done, fail));
      if (some.length === 0) return all;
      all.push(...some);
    }
  };

  const collect = async (entry, above, into) => {
    const path = above + entry.name;
    if (entry.isFile) {
      into.push({ file: await new Promise((done, fail) => entry.file(done, fail)), path });
      return;
    }
    for (const child of await entriesOf(entry)) await collect(child, `${path}/`, into);
  };

  /** Where folders go that are dropped outside of any directory: into a new one. */
  const newDirectory = async () => {
    const answer = await fetch(`${ROOT}uri?t=mkdir`, { method: "POST", headers: { Accept: "text/plain" } });
    const base = `${ROOT}uri/${encodeURIComponent((await answer.text()).trim())}/`;
    const row = element("li");
    const link = element("a", "The new folder");
    link.href = base;
    row.append(link, " – save its link, or you can't find it again.");
    panel().append(row);
    return base;
  };

  const dropped = async (transfer) => {
    const entries = [...transfer.items].map((item) => item.webkitGetAsEntry && item.webkitGetAsEntry());
    const plain = [...transfer.files].map((file) => ({ file, path: file.name }));
    if (!entries.some((entry) => entry && entry.isDirectory)) {
      enqueue(plain);
      return;
    }
    const files = [];
    for (const entry of entries) if (entry) await collect(entry, "", files);
    enqueue(files, intoDirectory ? form.dataset.upload : await newDirectory());
  };

  for (const hint of document.querySelectorAll("[data-drop]")) {
    hint.textContent = "Or drop files and folders anywhere on this page.";
  }
  document.addEventListener("dragover", (event) => {
    event.preventDefault();
    document.body.classList.add("dropping");
  });
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) document.body.classList.remove("dropping");
  });
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    document.body.classList.remove("dropping");
    dropped(event.dataTransfer);
  });
})();
