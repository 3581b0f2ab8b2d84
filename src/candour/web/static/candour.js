// Keeps a draft of a long form while it is being written. Words are sent to the record or stay in the page:
// nothing is ever stored in the browser, because computers are shared and families are not to be found in them.

const EVERY = 10_000;
// Browsers refuse to send more than 64 kilobytes while a page is closing.
const CLOSING_LIMIT = 60_000;
const KEPT = "Your words are still in this page";

const clock = () => new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });

class Draft {
  constructor(form) {
    this.form = form;
    this.url = form.dataset.draftUrl;
    this.line = form.querySelector("[data-draft-status]") ?? this.addLine();
    // A page that came back with words nobody has kept yet is out of step from the start.
    this.kept = "draftUnsaved" in form.dataset ? null : this.words();
    this.since = clock();
    this.sending = null;
    this.leaving = false;
    this.signedOut = false;

    setInterval(() => this.save(), EVERY);
    addEventListener("online", () => this.save());
    addEventListener("focus", () => this.signedOut && this.save());
    addEventListener("pagehide", () => this.saveWhileClosing());
    addEventListener("pageshow", () => (this.leaving = false));
    addEventListener("beforeunload", (event) => {
      if (this.hasUnsent() && !this.leaving) event.preventDefault();
    });
    form.addEventListener("submit", (event) => this.submitting(event));
  }

  addLine() {
    const line = document.createElement("p");
    line.className = "govuk-body-s candour-draft";
    line.setAttribute("role", "status");
    this.form.append(line);
    return line;
  }

  body() {
    const fields = [...new FormData(this.form)].filter(([, value]) => typeof value === "string");
    return new URLSearchParams(fields);
  }

  words() {
    const body = this.body();
    body.delete("csrfmiddlewaretoken");
    return body.toString();
  }

  hasUnsent() {
    return this.words() !== this.kept;
  }

  say(words) {
    // Setting the same words again would make a screen reader say them again.
    if (this.line.textContent !== words) this.line.textContent = words;
  }

  saySignedOut() {
    this.signedOut = true;
    this.say(`You have been signed out. ${KEPT}: sign in in another tab, then press Save.`);
  }

  sayNotSaved() {
    const why = navigator.onLine ? "the record cannot be reached" : "you are offline";
    this.say(`Not saved since ${this.since}: ${why}. ${KEPT} and will be sent when the connection is back.`);
  }

  async save() {
    if (this.sending || this.leaving || !this.hasUnsent()) return;
    const words = this.words();
    const abort = new AbortController();
    this.sending = abort;
    try {
      if (this.signedOut && !(await this.renewToken(abort.signal))) return;
      const reply = await fetch(this.url, {
        method: "POST",
        body: this.body(),
        credentials: "same-origin",
        redirect: "manual",
        signal: abort.signal,
      });
      if (reply.ok) {
        this.signedOut = false;
        this.kept = words;
        this.since = clock();
        this.say(`Draft saved at ${this.since}`);
      } else if (reply.type === "opaqueredirect" || reply.status === 401 || reply.status === 403) {
        this.saySignedOut();
      } else {
        this.sayNotSaved();
      }
    } catch {
      if (!this.leaving) this.sayNotSaved();
    } finally {
      this.sending = null;
    }
  }

  // Signing in again changes the token that proves a form is ours, so the one in this page must be fetched afresh.
  async renewToken(signal) {
    const reply = await fetch(location.href, { credentials: "same-origin", redirect: "manual", signal });
    if (!reply.ok) return false;
    const page = new DOMParser().parseFromString(await reply.text(), "text/html");
    const fresh = page.querySelector("form[data-draft-url] [name=csrfmiddlewaretoken]");
    const ours = this.form.elements.namedItem("csrfmiddlewaretoken");
    if (!fresh || !ours) return false;
    ours.value = fresh.value;
    return true;
  }

  saveWhileClosing() {
    if (this.leaving || this.signedOut || !this.hasUnsent()) return;
    const body = this.body().toString();
    if (body.length > CLOSING_LIMIT) return;
    fetch(this.url, {
      method: "POST",
      body,
      headers: { "Content-Type": "application/x-www-form-urlencoded;charset=UTF-8" },
      credentials: "same-origin",
      keepalive: true,
    }).catch(() => {});
  }

  async submitting(event) {
    if (event.defaultPrevented) return;
    if (!navigator.onLine) {
      // The browser would leave for an error page, and take the words with it.
      event.preventDefault();
      this.sayNotSaved();
      return;
    }
    if (!this.signedOut) {
      this.leaving = true;
      this.sending?.abort();
      return;
    }
    event.preventDefault();
    try {
      if (await this.renewToken()) {
        this.signedOut = false;
        this.form.requestSubmit(event.submitter);
      } else {
        this.saySignedOut();
      }
    } catch {
      this.sayNotSaved();
    }
  }
}

for (const form of document.querySelectorAll("form[data-draft-url]")) new Draft(form);
