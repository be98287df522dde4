// From the box to the server: shown at once, sent once, and back in the box when something is to be done first.
import { say } from "./announce.js"
import { connection } from "./connection.js"
import { keep } from "./keep.js"
import { attempt, drop, left, post } from "./outbox.js"
import { pending } from "./pending.js"
import { mine, text } from "./texts.js"

export async function submit(box) {
  const mail = box.mail()
  const shown = pending(mail)
  box.empty()
  const { out, answer } = await post(mail)
  settle(box, out, shown, answer)
}

async function settle(box, out, shown, answer) {
  if (answer?.ok) {
    say(text("posted"))
    shown.sent(answer.id, out)
    return document.querySelector("live-case").sync()
  }
  if (answer && !answer.waits) {
    shown.remove()
    return refused(box, out, answer)
  }
  shown.failed(answer?.words ?? text("not_sent"), {
    again: async () => settle(box, out, shown, await attempt(out)),
    back: async () => (await drop(out), shown.remove(), box.take(out.data)),
  })
}

function refused(box, out, answer) {
  const list = box.querySelector("protect-list")
  if (answer.marks) box.form.addEventListener("finds", () => list.querySelector(".finding.is-current button")?.focus(), { once: true })
  box.take(out.data)
  box.complain(answer.words)
}

// What an earlier page of ours left: words that were still being written, and words that were not sent.
export async function restore(box) {
  const kept = await keep.get(box.draft)
  if (kept && !box.area.value) {
    box.take(kept)
    box.area.blur()
  }
  for (const out of await left((one) => one.case === mine.case)) {
    const shown = pending(out)
    settle(box, out, shown, connection.isLive ? await attempt(out) : null)
  }
}

// The line is back: everything that waits goes now.
export function again() {
  for (const button of document.querySelectorAll(".is-unsent [data-again]")) button.click()
}
