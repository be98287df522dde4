// What leaves this page leaves it once: kept until the server said yes, with the same id at every try.
import { connection, send } from "./connection.js"
import { keep, newId } from "./keep.js"

const WAITS = new Set(["too_many", "signed_out", "fault", "forged"])
const going = new Map()

// Send now, and again whenever there is a line. The answer of the server, or null while it waits.
export async function post(mail) {
  const out = { id: newId(), ...mail }
  out.data = { ...out.data, client_id: out.id }
  going.set(out.id, out)
  await keep.put(`out:${out.id}`, out)
  return { out, answer: await attempt(out) }
}

export async function attempt(out) {
  if (out.busy) return null
  out.busy = true
  try {
    const answer = await (connection.isLive ? connection.say(out.event, out.data) : send(out.address, out.data))
    if (!answer.ok && WAITS.has(answer.error)) return { ...answer, waits: true }
    await drop(out)
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

// What an earlier page could not send.
export async function left(belongs) {
  const found = (await keep.all("out:")) ?? []
  return found.map(([, out]) => ({ ...out, busy: false })).filter((out) => belongs(out) && !going.has(out.id))
}
