// Moments in the reader's own zone, short where they are near. Without script the organisation's clock stands there.
import { text } from "./texts.js"

const language = document.documentElement.lang || "en"
const clock = new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" })
const weekday = new Intl.DateTimeFormat(language, { weekday: "long" })
const day = new Intl.DateTimeFormat(language, { day: "numeric", month: "short" })
const full = new Intl.DateTimeFormat(language, { dateStyle: "full", timeStyle: "short" })
const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

export const hour = (moment) => clock.format(moment)

export function near(moment, now = new Date()) {
  const time = clock.format(moment)
  if (now - moment < MINUTE && moment <= now) return `${time}, ${text("just_now")}`
  if (moment.toDateString() === now.toDateString()) return time
  if (now - moment < 6 * DAY && moment < now) return `${weekday.format(moment)} ${time}`
  return `${day.format(moment)}, ${time}`
}

export function localise(root) {
  for (const element of root.querySelectorAll("time[datetime*=T]")) {
    const moment = new Date(element.dateTime)
    if (isNaN(moment)) continue
    element.textContent = near(moment)
    element.title = full.format(moment)
  }
}

localise(document)
setInterval(() => document.hidden || localise(document), MINUTE)
