// <draft-saver>: saves while somebody writes, and says honestly when it could not. What is not saved is kept.
import { keep } from "./keep.js"
import { dropHidden, fill, typed } from "./typed.js"

const PAUSE = 1500
const AGAIN = 10_000
const SMALL = 20_000 // characters that a browser still sends while the page is leaving

export class DraftSaver extends HTMLElement {
  #form
  #timer
  #last
  #sending = null
  #stopped = false

  async connectedCallback() {
    this.#form = document.getElementById(this.dataset.for)
    this.#last = JSON.stringify(typed(this.#form))
    this.#form.addEventListener("input", () => this.#later(PAUSE))
    this.#form.addEventListener("change", () => this.#later(0))
    // Words were marked by hand: the same text, to be looked at again.
    this.#form.addEventListener("mark", () => ((this.#last = ""), this.#later(0)))
    this.#form.addEventListener("submit", (event) => this.#leave(event))
    addEventListener("online", () => this.#later(0))
    addEventListener("focus", () => this.#later(0))
    addEventListener("pageshow", () => (this.#stopped = false))
    document.addEventListener("visibilitychange", () => document.hidden && this.#save())
    keep.ready()
    await this.#restore()
  }

  #later(pause) {
    clearTimeout(this.#timer)
    if (!this.#stopped) this.#timer = setTimeout(() => this.#save(), pause)
  }

  async #save() {
    const now = JSON.stringify(typed(this.#form))
    if (this.#stopped || this.#sending || now === this.#last) return
    this.#sending = this.#send(now)
    const again = await this.#sending
    this.#sending = null
    if (JSON.stringify(typed(this.#form)) !== now) this.#later(PAUSE)
    else if (again !== null) this.#later(again)
  }

  // One try to save. Says after how long to try again; null when there is nothing to wait for.
  async #send(now) {
    const body = new FormData(this.#form)
    const how = { method: "POST", body, headers: { Accept: "application/json" }, keepalive: now.length < SMALL }
    try {
      const answer = await fetch(this.#form.action, how)
      const told = await answer.json()
      return answer.ok ? this.#saved(told, now, body) : await this.#refused(answer.status, told, now)
    } catch {
      return this.#unsaved(this.dataset.waiting, now)
    }
  }

  #saved(told, now, body) {
    const place = this.#place()
    dropHidden(this.#form, body)
    this.#last = now
    this.#form.elements.rev.value = told.rev
    if (!this.#form.dataset.case) this.#begin(told)
    this.#say(this.dataset.saved.replace("{time}", told.saved), "check")
    this.#form.dispatchEvent(new CustomEvent("saved", { detail: told.finds }))
    keep.drop(place)
    return null
  }

  // From the first save on, this page is the draft's own.
  #begin({ case: id, codename }) {
    this.#form.dataset.case = id
    this.#form.action = this.#form.dataset.update.replace("CASE", id)
    document.getElementById("codename").textContent = this.#form.elements.codename.value = codename
    history.replaceState(null, "", this.#form.dataset.edit.replace("CASE", id))
  }

  async #refused(status, told, now) {
    if (status === 401) return this.#unsaved(this.dataset.signedOut, now, "sign-in-again")
    if (status === 400 && (await this.#freshToken())) return 0
    if (status === 409) {
      this.#stopped = true
      return this.#unsaved(this.dataset.elsewhere, now, "show-both")
    }
    const again = await this.#unsaved(told.words ?? this.dataset.waiting, now)
    return status === 422 ? null : again // the same words would be refused again
  }

  async #unsaved(words, now, offer = "") {
    this.#say(words, "offline", offer)
    const { rev, client_id: once } = this.#form.elements
    await keep.put(this.#place(), { rev: rev.value, once: once.value, words: now })
    return AGAIN
  }

  // Signed in again in another tab: every form of this page gets that sign-in's token.
  async #freshToken() {
    const page = await (await fetch(location.pathname)).text()
    const token = /<meta name="csrf" content="(\w+)">/.exec(page)?.[1]
    if (!token || token === this.#form.elements.csrf.value) return false
    for (const field of document.querySelectorAll("input[name=csrf]")) field.value = token
    document.querySelector("meta[name=csrf]").content = token
    return true
  }

  async #restore() {
    const kept = await keep.get(this.#place())
    if (!kept || this.#form.dataset.answered) return
    const { rev, once, words } = kept
    if (words === this.#last) return
    const { rev: known, client_id: first } = this.#form.elements
    if (!this.#form.dataset.case) first.value = once // the first save may have arrived after all
    known.value = rev // and if another device saved since, both texts are shown
    fill(this.#form, JSON.parse(words))
    this.#say(this.dataset.restored, "check")
    this.#form.dispatchEvent(new Event("input", { bubbles: true }))
  }

  // A press of Preview or Post waits for the save on its way; then its own save is the last one.
  async #leave(event) {
    if (!this.#sending && navigator.onLine) {
      this.#stopped = true
      return
    }
    event.preventDefault()
    if (!navigator.onLine) return this.#unsaved(this.dataset.waiting, JSON.stringify(typed(this.#form)))
    await this.#sending
    this.#form.requestSubmit(event.submitter)
  }

  #say(words, picture, offer = "") {
    if (this.dataset.says === words) return // said once is enough
    this.dataset.says = words
    const parts = document.getElementById(`status-${picture}`).content.cloneNode(true)
    parts.querySelector("span").textContent = words
    this.replaceChildren(parts)
    if (offer) this.append(document.getElementById(offer).content.cloneNode(true))
  }

  #place = () => `composer:${this.#form.dataset.case || "new"}`
}

customElements.define("draft-saver", DraftSaver)
