// Who is here, and who is writing what: shown while it is so, said only if its owner lets others see it.
import { connection } from "./connection.js"
import { mine, text, count } from "./texts.js"

const SIGN_EVERY = 10_000
const WRITES_EVERY = 3000
const WRITES_FOR = 6000
const MOST = 5
const here = document.getElementById("presence")
const writing = document.getElementById("writing")
const status = document.getElementById("header-status")
let wrote = { at: 0, kind: "" }
let fades = 0

function show({ here: people, more = 0, writing: writers }) {
  present(new Set(people.map(({ id }) => id)))
  const others = people.filter(({ id }) => id !== mine.me)
  const list = document.createElement("ul")
  list.className = "avatars"
  for (const person of others.slice(0, MOST)) list.append(badge(person))
  const many = others.length + more
  if (many > MOST) list.append(Object.assign(document.createElement("li"), { className: "more", textContent: `+${many - MOST}` }))
  if (others.length) words(count("here", many + 1), list)
  else words(text("live"))
  tellWriting(writers.filter(({ id }) => id !== mine.me))
}

function present(ids) {
  for (const mark of document.querySelectorAll(".avatar[data-person]")) {
    if (!mark.closest(".side")) mark.classList.toggle("is-present", ids.has(mark.dataset.person))
  }
}

const LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"

function badge({ id, name, initials }) {
  const item = document.createElement("li")
  const mark = Object.assign(document.createElement("span"), { className: "avatar small", textContent: initials })
  mark.dataset.tone = LETTERS.indexOf(id.at(-1)) % 6
  mark.setAttribute("aria-hidden", "true")
  const words = Object.assign(document.createElement("span"), { className: "hidden", textContent: name })
  item.append(mark, words)
  return item
}

function tellWriting(writers) {
  writing.hidden = !writers.length
  writing.lastElementChild.textContent = who(writers)
  clearTimeout(fades)
  if (writers.length) fades = setTimeout(() => (writing.hidden = true), WRITES_FOR + 1000)
}

function who([first, second, ...more]) {
  if (more.length) return text("write_many", { count: more.length + 2 })
  if (second) return text("write_two", { one: first.name, other: second.name })
  return first ? text(`writes_${first.kind}`, { name: first.name }) || text("writes", { name: first.name }) : ""
}

// Called while somebody types; an empty kind means that they stopped.
export function iWrite(kind) {
  if (!mine.presence || !connection.isLive) return
  if (kind === wrote.kind && performance.now() - wrote.at < WRITES_EVERY) return
  if (!kind && !wrote.kind) return
  wrote = { at: performance.now(), kind }
  connection.say("presence:writing", { case: mine.case, kind }).catch(() => {})
}

connection.addEventListener("presence", ({ detail }) => detail.case === mine.case && show(detail))
document.addEventListener("joined", ({ detail }) => detail.presence && show(detail.presence))
// Without the line nobody knows who is here: then it says how old the page is.
document.addEventListener("line", ({ detail: { state, time } }) => {
  if (state === "live") return
  const isShort = state === "catching_up"
  words(isShort ? text("state_catching_up") : text("updated", { time }))
  if (isShort) return
  tellWriting([])
  present(new Set())
})

function words(said, list = null) {
  const line = Object.assign(document.createElement("span"), { className: "meta", textContent: said })
  here.replaceChildren(...(list ? [list] : []), line)
  if (status) status.textContent = said
}

function sign() {
  if (mine.presence && !document.hidden && connection.isLive) connection.say("presence:here", { case: mine.case }).catch(() => {})
}
setInterval(sign, SIGN_EVERY)
document.addEventListener("visibilitychange", sign)
