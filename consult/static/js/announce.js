// One polite voice for screen readers: at most one sentence in five seconds, the rest is joined up.
import { count, mine, text } from "./texts.js"

const PAUSE = 5000
const region = document.getElementById("announcer")
let names = []
let sentences = []
let last = -PAUSE
let timer = 0

export function say(sentence) {
  if (mine.announcements === "off" || !sentence) return
  if (!sentences.includes(sentence)) sentences.push(sentence)
  soon()
}

// Somebody gave something: told together with what else came meanwhile.
export function arrived(name) {
  if (mine.announcements !== "all") return
  names.push(name)
  soon()
}

function soon() {
  clearTimeout(timer)
  timer = setTimeout(speak, Math.max(200, last + PAUSE - performance.now()))
}

function speak() {
  const several = [...new Set(names)]
  const who = several.length > 1 ? text("and", { some: several.slice(0, -1).join(", "), last: several.at(-1) }) : several[0]
  const news = names.length ? [count("new_from", names.length, { names: who })] : []
  region.textContent = [...sentences, ...news].join(" ")
  names = []
  sentences = []
  last = performance.now()
}
