// One honest line: catching up, offline since when, asking now and then. Nothing while all is well.
// A change that lasts is read aloud, once; a short break is not.
import { say } from "./announce.js"
import { text } from "./texts.js"
import { hour } from "./times.js"

const SHORT = 600 // ms that a break may last before anything is shown
const bar = document.getElementById("offline")
const line = document.getElementById("live-state")
let since = null // when it broke
let aloud = ""
let timer = 0

// `state`: live, catching_up, asking, offline, reload, signed_out.
export function show(state) {
  since = ["live", "asking"].includes(state) ? null : (since ?? new Date())
  document.documentElement.dataset.line = state
  document.dispatchEvent(new CustomEvent("line", { detail: { state, at: hour(since ?? new Date()) } }))
  clearTimeout(timer)
  if (state === "catching_up") timer = setTimeout(draw, SHORT, state)
  else draw(state)
}

function draw(state) {
  const words = state === "live" ? "" : text(`state_${state}`, { time: hour(since ?? new Date()) })
  const isOffline = state === "offline"
  bar.hidden = !isOffline
  if (isOffline) bar.querySelector("span").textContent = words
  line.hidden = !words || isOffline
  if (line.textContent !== words) line.textContent = isOffline ? "" : words
  if (state === "signed_out") askToSignIn()
  else tell(state, words)
}

function tell(state, words) {
  if (state === "catching_up" || state === aloud) return
  if (state !== "live") say(words)
  else if (aloud) say(text("state_back"))
  aloud = state === "live" ? "" : state
}

function askToSignIn() {
  const link = document.createElement("a")
  link.href = `/sign-in?next=${encodeURIComponent(location.pathname)}`
  link.textContent = text("sign_in")
  line.setAttribute("role", "alert")
  line.append(" ", link)
}
