// A post shows at once: "Sending", then as it is, or "Not sent" with its words kept.
import { mine, text } from "./texts.js"

const list = document.getElementById("suggestion-list")
const waits = new Map()

export function pending({ kind, data, to }) {
  const item = document.createElement("li")
  item.className = "suggestion is-unsent"
  const name = Object.assign(document.createElement("b"), { textContent: mine.name })
  const state = Object.assign(document.createElement("span"), { className: "meta", textContent: text("sending") })
  const who = Object.assign(document.createElement("p"), { className: "who-name" })
  const what = document.createElement("span")
  what.className = "chip"
  what.dataset.tone = kind
  what.textContent = to ? text("answer_to", { name: to }) : document.querySelector(`#kind option[value="${kind}"]`)?.textContent ?? ""
  who.append(name, " ", state)
  const head = Object.assign(document.createElement("div"), { className: "who" })
  head.append(who, what)
  const words = Object.assign(document.createElement("div"), { className: "words as-typed", textContent: data.body })
  item.append(head, words)
  list.append(item)
  return {
    look: () => item.scrollIntoView({ block: "nearest" }),
    // What is in sight stays in sight with its buttons; whoever has scrolled away stays there.
    inSight(change) {
      const isSeen = item.getBoundingClientRect().bottom <= document.getElementById("suggestions-scroll").getBoundingClientRect().bottom
      change()
      if (isSeen) item.scrollIntoView({ block: "nearest" })
    },
    remove: () => item.remove(),
    going: () => (state.textContent = text("sending")),
    sent(about) {
      item.querySelector(".not-sent")?.remove()
      state.textContent = text("sent")
      const place = document.getElementById(`suggestion-${about}`)
      if (place && (!to || place.querySelector(".reply"))) item.remove()
      else waits.set(`suggestion-${about}`, item)
    },
    // Said aloud once: at the next try the same words stay as they are.
    failed(why, { again, back }) {
      item.hidden = false
      state.textContent = text("unsent")
      const before = item.querySelector(".not-sent")
      if (before?.firstChild.textContent === why) return rewire(before, again, back)
      before?.remove()
      const line = Object.assign(document.createElement("div"), { className: "not-sent" })
      line.setAttribute("role", "alert")
      line.append(Object.assign(document.createElement("span"), { textContent: why }), press("try_again"), press("back_to_box"))
      rewire(line, again, back)
      item.append(line)
    },
  }
}

const press = (name) => Object.assign(document.createElement("button"), { type: "button", className: "button outlined small", textContent: text(name) })

function rewire(line, again, back) {
  const [first, second] = line.querySelectorAll("button")
  first.onclick = again
  second.onclick = back
}

// What I sent comes as news a moment before its answer: from then on it stands there once.
function hideSent(fresh) {
  const arrived = fresh.filter((part) => part.dataset.author === mine.me).length
  const sending = [...list.querySelectorAll(".is-unsent:not([hidden], :has(.not-sent))")]
  for (const item of sending.slice(0, arrived)) item.hidden = true
}

document.addEventListener("placed", ({ detail }) => {
  hideSent(detail.fresh)
  for (const { id } of detail.message.items) {
    waits.get(id)?.remove()
    waits.delete(id)
  }
})
