// <live-case>: keeps an open case in step with the server: in order, once, and honest about the line.
import { arrived } from "./announce.js"
import { connection } from "./connection.js"
import { showGone } from "./gone.js"
import * as line from "./line.js"
import { own } from "./own.js"
import { put } from "./place.js"
import { mine } from "./texts.js"

const HOLD = 150 // ms that a message ahead of its turn waits for the ones before it
const ASK_EVERY = 10_000 // without a socket
const ASK_WITHIN = 15_000
const JOIN_AGAIN = 3000
const SHORT = 8000 // a line that breaks is back by then, mostly
const STALE = 15_000

class LiveCase extends HTMLElement {
  #seq = mine.seq
  #case = mine.case
  #stream = `case:${mine.case}`
  #heard = performance.now()
  #syncing = null
  #asking = 0
  #broken = performance.now() // when the line broke, or nothing answered

  connectedCallback() {
    connection.addEventListener("state", () => this.#changed())
    connection.addEventListener("news", ({ detail }) => this.#news(detail))
    connection.addEventListener("head", ({ detail }) => this.#ours(detail) && detail.seq > this.#seq && this.sync())
    connection.addEventListener("mine", ({ detail }) => detail.case === this.#case && own(detail))
    connection.addEventListener("gone", ({ detail }) => this.#gone(detail))
    document.addEventListener("visibilitychange", () => this.#back(0))
    addEventListener("focus", () => this.#back(STALE))
    addEventListener("pageshow", (event) => event.persisted && this.sync())
    connection.start()
    this.#asking = setInterval(() => connection.isLive || this.#ask(), ASK_EVERY)
  }

  // Everything after what is shown, by socket or by asking.
  sync() {
    this.#syncing ??= this.#fetch().finally(() => (this.#syncing = null))
    return this.#syncing
  }

  #changed() {
    if (connection.state === "gone") return
    if (connection.state === "live") return this.#join()
    if (connection.state === "lost") {
      this.#broken = performance.now()
      line.show("catching_up")
    }
    setTimeout(() => connection.isLive || this.#ask(), 400)
  }

  async #join() {
    line.show("catching_up")
    try {
      const told = await connection.say("case:join", { case: this.#case, since: this.#seq })
      if (!this.#took(told)) return void setTimeout(() => connection.isLive && this.#join(), JOIN_AGAIN)
      if (!told.reload) line.show("live")
      this.dispatchEvent(new CustomEvent("joined", { bubbles: true, detail: told }))
    } catch {} // the line broke again; its return brings us back here
  }

  #news(message) {
    if (!this.#ours(message) || message.seq <= this.#seq) return
    if (message.seq === this.#seq + 1) return this.#show(message)
    setTimeout(() => message.seq > this.#seq && this.sync(), HOLD)
  }

  async #fetch() {
    if (!connection.isLive) return this.#ask()
    try {
      this.#took(await connection.say("case:sync", { case: this.#case, since: this.#seq }))
    } catch {
      // offline: asked again when the line is back
    }
  }

  async #ask() {
    if (document.hidden || connection.state === "gone") return
    const how = { headers: { Accept: "application/json" }, signal: AbortSignal.timeout(ASK_WITHIN) }
    try {
      const answer = await fetch(`/cases/${this.#case}/news?since=${this.#seq}`, how)
      const told = await answer.json()
      const isThere = this.#took(told)
      if (connection.isLive || connection.state === "gone" || told.reload) return
      if (!isThere) return this.#away()
      line.show(performance.now() - this.#broken > SHORT ? "asking" : "catching_up")
      this.dispatchEvent(new Event("asked", { bubbles: true }))
    } catch {
      if (!connection.isLive) this.#away()
    }
  }

  #away() {
    this.#broken = performance.now()
    line.show("offline")
  }

  // Whether the page is in step now.
  #took(told) {
    if (!told.ok) return ["signed_out", "not_found"].includes(told.error) && this.#gone({ why: told.error })
    if (told.reload) return this.#reload(), true
    if (told.seq >= this.#seq) this.#show(told)
    if (told.mine) own(told.mine)
    return true
  }

  #show(message) {
    const fresh = []
    for (const item of message.items) {
      const isNew = item.into && !document.getElementById(item.id)
      const part = put({ ...item, atOnce: message.at_once })
      if (isNew && part) fresh.push(part)
    }
    this.#seq = message.seq
    this.#heard = performance.now()
    if ("count" in message) for (const place of document.querySelectorAll("[data-count]")) place.textContent = message.count
    const others = fresh.filter((part) => part.dataset.author !== mine.me)
    for (const part of others) arrived(part.dataset.name)
    this.dispatchEvent(new CustomEvent("placed", { bubbles: true, detail: { fresh, message } }))
  }

  // Back at the page after a while: a lost last message would show no gap.
  #back(stale) {
    if (document.hidden || connection.state === "gone") return
    if (performance.now() - this.#heard > stale || !connection.isLive) this.sync()
  }

  #ours = (message) => message.stream === this.#stream

  #reload() {
    const writes = document.querySelector("#body")?.value || document.querySelector("dialog[open]")
    if (writes) line.show("reload")
    else location.reload()
  }

  // The right to be here has ended: nothing of the case stays on the screen.
  #gone({ case: which, why }) {
    if (which && which !== this.#case) return
    clearInterval(this.#asking)
    connection.stop()
    if (why === "signed_out") line.show("signed_out")
    else showGone()
  }
}

customElements.define("live-case", LiveCase)
