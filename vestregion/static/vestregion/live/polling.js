// Asks the server each second what is new, while the page is looked at. Where no answer comes, or it comes slowly, it asks
// more seldom; it asks at once when the page is looked at again or the network is back.

const PAUSE = 1000;
const LONGEST = 30000;

export class Polling {
  // `address()` is what is asked now; `take(answer)` gets the JSON of what is new and tells whether it was taken, `refused(text,
  // status)` hears that she may not ask any more, and `rested()` of every answer that holds nothing.
  constructor({ address, take, refused, rested = () => {} }) {
    Object.assign(this, { address, take, refused, rested, pause: PAUSE, timer: 0, isAsking: false });
    const now = () => this.now();
    document.addEventListener("visibilitychange", now);
    window.addEventListener("focus", now);
    window.addEventListener("online", now);
    window.addEventListener("pageshow", now);
    this.later();
  }

  now() {
    if (document.visibilityState !== "visible" || this.isAsking) return;
    window.clearTimeout(this.timer);
    this.ask();
  }

  later() {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.now(), this.pause);
  }

  async ask() {
    this.isAsking = true;
    const began = performance.now();
    const isWell = await this.round().catch(() => false);
    const took = performance.now() - began;
    this.pause = isWell ? Math.min(Math.max(PAUSE, 2 * took), LONGEST) : Math.min(2 * this.pause, LONGEST);
    this.isAsking = false;
    this.later();
  }

  async round() {
    const answer = await fetch(this.address(), { headers: { "HX-Request": "true" }, signal: AbortSignal.timeout(10000) });
    if (answer.status === 204) {
      this.rested();
      return true;
    }
    if ([403, 404].includes(answer.status)) {
      this.refused(await answer.text(), answer.status);
      return false;
    }
    // Anything else is not from us: the login page, or that of a network.
    if (!answer.ok || !answer.headers.get("Content-Type")?.includes("json")) return false;
    await this.take(await answer.json());
    return true;
  }
}
