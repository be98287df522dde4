// What is new, until it was read: a line where the new begins, a mark for each, a button for what is out of sight.
// Read is what was in view for a second while the page was looked at; the mark only moves forward.
import { connection, send } from "./connection.js"
import { isPresenter } from "./own.js"
import { decorate } from "./place.js"
import { near } from "./times.js"
import { count, mine, text } from "./texts.js"

const IN_VIEW = 1000
const TELL_EVERY = 2000
const list = document.getElementById("suggestion-list")
const box = document.getElementById("suggestions-scroll")
const opened = new Date()
const timers = new Map()
let read = mine.read
let told = mine.read
let timer = 0

const isNew = (item) => item.dataset.author !== mine.me && Number(item.dataset.seq) > read && !item.classList.contains("is-gone")

const watch = new IntersectionObserver(
  (entries) => {
    for (const { target, isIntersecting } of entries) {
      clearTimeout(timers.get(target))
      if (isIntersecting && !document.hidden) timers.set(target, setTimeout(() => seen(target), IN_VIEW))
    }
    below()
  },
  { threshold: 0.6 },
)

function seen(item) {
  if (document.hidden || !item.isConnected) return
  watch.unobserve(item)
  item.classList.add("is-seen")
  read = Math.max(read, Number(item.dataset.seq))
  tally()
  clearTimeout(timer)
  timer = setTimeout(tell, TELL_EVERY)
  setTimeout(() => item.classList.remove("is-new"), IN_VIEW)
  below()
}

// "Mark unread from here" and other pages of ours move the mark too.
document.addEventListener("own", () => {
  if (mine.read === told) return
  read = told = mine.read
  for (const item of list.querySelectorAll(".suggestion")) mark(item)
})
document.addEventListener("own", tally)

async function tell() {
  if (read <= told) return
  told = mine.read = read
  try {
    if (connection.isLive) await connection.say("case:read", { case: mine.case, seq: read })
    else await send(`/cases/${mine.case}/reading`, { seq: read })
  } catch {
    told = 0 // said again with the next one
  }
}

function mark(item) {
  const fresh = isNew(item)
  item.classList.toggle("is-new", fresh)
  if (fresh) watch.observe(item)
}

// A line where the new begins, drawn once and then left where it is.
function line(item) {
  if (document.getElementById("new-marker") || !isNew(item)) return
  const marker = document.createElement("li")
  marker.id = "new-marker"
  marker.className = "marker"
  const words = document.createElement("p")
  words.className = "new-marker"
  words.append(document.createElement("span"))
  marker.append(words)
  item.before(marker)
}

function recount() {
  const words = document.querySelector("#new-marker .new-marker span")
  if (!words) return
  const fresh = list.querySelectorAll("#new-marker ~ .suggestion:not(.is-mine, .is-unsent)").length
  if (fresh) words.textContent = count("new_since", fresh, { since: near(opened).split(",")[0] })
}

// The numbers on the tabs; where the list is a part already, only its own number can be known.
function tally() {
  const standing = [...list.querySelectorAll(".suggestion:not(.is-gone, .is-unsent)")]
  const shown = document.querySelector(".filters [aria-current]")?.dataset.view
  for (const [view, one] of [["unread", isNew], ["waiting", waitsForMe]]) {
    const place = document.querySelector(`.filters [data-view="${view}"] span`)
    const many = standing.filter(one).length
    if (place && ["all", view].includes(shown)) place.textContent = many ? ` ${many}` : ""
  }
}

function waitsForMe(item) {
  if (!isPresenter()) return mine.standing_in?.includes(item.id.replace("suggestion-", ""))
  return item.matches("[data-waits]:not([data-kind=strength], [data-kind=resonance])") && item.dataset.author !== mine.me
}

// New things below the fold get a button; nothing scrolls by itself.
const button = document.createElement("button")
button.type = "button"
button.className = "new-below"
button.hidden = true
button.addEventListener("click", () => next()?.focus({ preventScroll: true }) ?? next()?.scrollIntoView({ block: "center" }))
box.append(button)

export function next(from = null) {
  const fresh = [...list.querySelectorAll(".suggestion.is-new:not(.is-seen)")]
  const found = fresh.find((item) => !from || from.compareDocumentPosition(item) & Node.DOCUMENT_POSITION_FOLLOWING)
  found?.scrollIntoView({ block: "center" })
  return found ?? null
}

function below() {
  const fold = Math.min(box.getBoundingClientRect().bottom, innerHeight)
  const hidden = [...list.querySelectorAll(".suggestion.is-new:not(.is-seen)")].filter((item) => item.getBoundingClientRect().top > fold - 40)
  button.hidden = !hidden.length
  button.textContent = count("new_below", hidden.length)
}

box.addEventListener("scroll", below, { passive: true })
addEventListener("scroll", below, { passive: true })
document.addEventListener("visibilitychange", () => {
  if (!document.hidden) for (const item of list.querySelectorAll(".is-new:not(.is-seen)")) watch.unobserve(item), watch.observe(item)
})
document.addEventListener("placed", ({ detail }) => {
  const first = detail.fresh.find(isNew)
  if (first) line(first)
  recount()
  tally()
  below()
})
decorate("li.suggestion", mark)
