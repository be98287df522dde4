// The line to the server: WebSocket only, back by itself, and one honest word about how it is.
import { io } from "../build/js/socket.io.esm.min.js"

const ANSWER_WITHIN = 10_000
const FORM_WITHIN = 20_000
const BACK_WITHIN = 8000

class Connection extends EventTarget {
  state = "connecting" // connecting, live, lost (coming back), offline (tried in vain), gone
  #socket = null

  start() {
    this.#socket = io({
      transports: ["websocket"],
      // Random delays, so that not everybody comes back in the same moment.
      reconnectionDelay: 2000,
      reconnectionDelayMax: 5000,
      randomizationFactor: 0.5,
      timeout: 10_000,
    })
    this.#soon("connecting")
    this.#socket.on("connect", () => this.#become("live"))
    this.#socket.on("disconnect", () => this.#broken("lost"))
    this.#socket.on("connect_error", () => this.#broken("offline"))
    for (const name of ["news", "mine", "head", "presence", "gone"]) {
      this.#socket.on(name, (data) => this.dispatchEvent(new CustomEvent(name, { detail: data })))
    }
    addEventListener("offline", () => this.#become("offline"))
    // A line that outlived the time without a network may be dead without knowing it.
    addEventListener("online", () => {
      this.#broken("lost")
      if (this.#socket.connected) this.#renew()
      else this.#socket.connect()
    })
  }

  get isLive() {
    return Boolean(this.#socket?.connected) && this.state === "live"
  }

  // Say something and wait for its answer. Throws when there is none: not sent, or not known whether.
  async say(name, data) {
    if (!this.isLive) throw new Error("offline")
    try {
      return await this.#socket.timeout(ANSWER_WITHIN).emitWithAck(name, data)
    } catch (problem) {
      if (this.isLive) this.#renew()
      throw problem
    }
  }

  stop() {
    this.#become("gone")
    this.#socket.disconnect()
  }

  // Hang up; a new line is on its way then.
  #renew() {
    this.#socket.io.engine?.close()
  }

  #broken(state) {
    this.#become(state)
    this.#soon(state)
    // Where the server itself hung up or said no, the client would not try again.
    if (!this.#socket.active) setTimeout(() => this.state === "gone" || this.#socket.connect(), 2000 + 3000 * Math.random())
  }

  // What should be there by now, and is not, is called by its name.
  #soon(state) {
    setTimeout(() => this.state === state && this.#become("offline"), BACK_WITHIN)
  }

  #become(state) {
    if (this.state === "gone" || this.state === state) return
    this.state = state
    this.dispatchEvent(new Event("state"))
  }
}

export const connection = new Connection()

// The same thing without a socket: a form, sent by script. Throws when nothing answered.
export async function send(address, data = {}) {
  const body = new FormData()
  body.set("csrf", document.querySelector("meta[name=csrf]").content)
  for (const [name, value] of Object.entries(data)) {
    for (const one of Array.isArray(value) ? value : [value]) body.append(name, one ?? "")
  }
  const signal = AbortSignal.timeout(FORM_WITHIN)
  const answer = await fetch(address, { method: "POST", body, headers: { Accept: "application/json" }, signal })
  return answer.json()
}
