// What leaves this page leaves it once: kept until the server said yes, with the same id at every try.
import { connection, send } from "./connection.js"
import { keep, newId } from "./keep.js"

const going = new Set()

// Keep it, and send it. The answer of the server, or null while there is none.
export async function post(mail) {
  const out = { id: newId(), at: Date.now(), ...mail }
  out.data = { ...out.data, client_id: out.id }
  going.add(out.id)
  await keep.put(`out:${out.id}`, out)
  return { out, answer: await attempt(out) }
}

export async function attempt(out) {
  out.busy = true
  try {
    const answer = await (connection.isLive ? connection.say(out.event, out.data) : send(out.address, out.data))
    if (answer.ok) await drop(out)
    return answer
  } catch {
    return null
  } finally {
    out.busy = false
  }
}

export function drop(out) {
  going.delete(out.id)
  return keep.drop(`out:${out.id}`)
}

// What an earlier page could not send, in the order in which it was written.
export async function left(belongs) {
  const found = ((await keep.all("out:")) ?? []).map(([, out]) => ({ ...out, busy: false }))
  return found.filter((out) => belongs(out) && !going.has(out.id)).sort((one, other) => one.at - other.at)
}
