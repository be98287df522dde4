// From the box to the server: shown at once, sent once; refused words come back into the box, or wait with the reason.
import { say } from "./announce.js"
import { connection } from "./connection.js"
import { lateWords } from "./gone.js"
import { keep } from "./keep.js"
import { attempt, drop, left, post } from "./outbox.js"
import { pending } from "./pending.js"
import { mine, text } from "./texts.js"

const COMES_BACK = 5000 // ms that a page just opened gives its line before it says that words were not sent
const LATER = new Set(["too_many", "away", "signed_out", "fault", "forged"])
const waiting = new Map()

export async function submit(box) {
  const mail = box.mail()
  const shown = pending(mail)
  shown.look()
  box.empty()
  const { out, answer } = await post(mail)
  const isAnswer = answer && !answer.ok && !LATER.has(answer.error)
  // Whoever writes on meanwhile is not interrupted: then the refused words stay in the list.
  if (isAnswer && box.isConnected && !box.area.value) refused(box, out, shown, answer)
  else shown.inSight(() => settle(box, out, shown, answer))
}

function settle(box, out, shown, answer) {
  waiting.delete(out.id)
  if (answer?.ok) {
    say(text("posted"))
    shown.sent(answer.id)
    return document.querySelector("live-case").sync()
  }
  if (!box.isConnected) return lateWords(out.data.body)
  const again = retry(box, out, shown)
  shown.failed(answer?.words ?? text("not_sent"), { again, back: () => back(box, out, shown) })
  if (answer?.wait) setTimeout(() => waiting.get(out.id) === again && again(), answer.wait * 1000)
}

function retry(box, out, shown) {
  const again = async () => {
    if (out.busy) return
    shown.going()
    settle(box, out, shown, await attempt(out))
  }
  waiting.set(out.id, again)
  return again
}

function back(box, out, shown) {
  waiting.delete(out.id)
  shown.remove()
  box.take(out.data)
  return drop(out)
}

function refused(box, out, shown, answer) {
  const list = box.querySelector("protect-list")
  if (answer.marks) box.form.addEventListener("finds", () => list.querySelector(".finding.is-current button")?.focus(), { once: true })
  back(box, out, shown)
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
    const again = retry(box, out, pending(out))
    if (connection.isLive) await again()
    else setTimeout(() => waiting.get(out.id) === again && again(), COMES_BACK)
  }
}

// There is a way again: everything that waits goes now, in its order.
export async function again() {
  for (const send of [...waiting.values()]) await send()
}
