// The line to the server: WebSocket only, back by itself, and one honest word about how it is.
import { io } from "../build/js/socket.io.esm.min.js"

const ANSWER_WITHIN = 10_000

class Connection extends EventTarget {
  state = "connecting" // connecting, live, offline, gone
  #socket = null

  start() {
    this.#socket = io({
      transports: ["websocket"],
      // Random delays, so that not everybody comes back in the same moment.
      reconnectionDelay: 2000,
      reconnectionDelayMax: 5000,
      randomizationFactor: 0.5,
    })
    this.#socket.on("connect", () => this.#become("live"))
    this.#socket.on("disconnect", (why) => why === "io server disconnect" || this.#become("offline"))
    this.#socket.on("connect_error", () => this.#become("offline"))
    for (const name of ["news", "mine", "head", "presence", "gone"]) {
      this.#socket.on(name, (data) => this.dispatchEvent(new CustomEvent(name, { detail: data })))
    }
    addEventListener("offline", () => this.#become("offline"))
    addEventListener("online", () => this.#socket.connected || this.#socket.connect())
  }

  get isLive() {
    return Boolean(this.#socket?.connected) && this.state === "live"
  }

  // Say something and wait for its answer. Throws when there is none: not sent, or not known whether.
  async say(name, data) {
    if (!this.isLive) throw new Error("offline")
    return this.#socket.timeout(ANSWER_WITHIN).emitWithAck(name, data)
  }

  stop() {
    this.#become("gone")
    this.#socket.disconnect()
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
  const answer = await fetch(address, { method: "POST", body, headers: { Accept: "application/json" } })
  return answer.json()
}
