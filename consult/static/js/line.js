// One honest line about how this page stands: offline since when, asking now and then; nothing while all is well.
// A change that lasts is read aloud, once; a short break is not.
import { say } from "./announce.js"
import { keep } from "./keep.js"
import { text } from "./texts.js"
import { hour } from "./times.js"

const SHORT = 600 // ms that a break may last before anything is shown
const anchors = CSS.supports("overflow-anchor", "auto")
const line = document.getElementById("live-state")
const words = line.querySelector("span")
let since = null // when it broke
let aloud = ""
let timer = 0

// `state`: live, catching_up, asking, offline, reload, signed_out.
export function show(state) {
  since = ["live", "asking"].includes(state) ? null : (since ?? new Date())
  document.documentElement.dataset.line = state
  clearTimeout(timer)
  if (state === "catching_up") timer = setTimeout(draw, SHORT, state)
  else draw(state)
}

function draw(state) {
  const time = hour(since ?? new Date())
  document.dispatchEvent(new CustomEvent("line", { detail: { state, time } }))
  const said = ["live", "catching_up"].includes(state) ? "" : text(`state_${state}`, { time })
  still(() => {
    line.hidden = !said
    line.dataset.state = state
    if (words.textContent !== said) words.textContent = said
  })
  if (state === "signed_out") askToSignIn(keep.isCleared)
  else tell(state, said)
}

// On a phone the line is a row of its own: what is read stays where it is.
function still(change) {
  const main = document.getElementById("main")
  const before = main.getBoundingClientRect().top
  const byHand = !anchors || scrollY === 0
  change()
  if (byHand) scrollBy(0, main.getBoundingClientRect().top - before)
}

function tell(state, said) {
  if (state === aloud || state === "catching_up") return
  if (state !== "live") say(said)
  else if (aloud) say(text("state_back"))
  aloud = state === "live" ? "" : state
}

function askToSignIn(isCleared) {
  if (isCleared) words.textContent = text("state_cleared")
  const link = document.createElement("a")
  link.href = `/sign-in?next=${encodeURIComponent(location.pathname)}`
  link.textContent = text("sign_in")
  line.setAttribute("role", "alert")
  words.append(" ", link)
}
