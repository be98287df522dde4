// Small buttons of the live parts, pressed without leaving the page; and the sheets of plan and outcome.
import { send } from "./connection.js"
import { newId } from "./keep.js"
import { fragment } from "./place.js"
import { text } from "./texts.js"

const live = document.querySelector("live-case")

document.addEventListener("click", (event) => {
  const button = event.target.closest("button[form=act][formaction]")
  if (button && button.closest("#suggestion-list, .suggestion")) return press(event, button)
  const link = event.target.closest("a[data-do]")
  if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey && ["adopt", "outcome"].includes(link.dataset.do)) {
    event.preventDefault()
    open(link)
  }
})

async function press(event, button) {
  event.preventDefault()
  if (button.getAttribute("aria-disabled") === "true") return
  const item = button.closest(".suggestion")
  button.setAttribute("aria-disabled", "true")
  button.closest("details.menu")?.removeAttribute("open")
  complain(item, "")
  try {
    const answer = await send(button.formAction, { client_id: newId(), [button.name || "press"]: button.value })
    if (!answer.ok) complain(item, answer.words ?? text("not_done"))
    await live.sync()
  } catch {
    complain(item, text("not_done"))
  } finally {
    button.removeAttribute("aria-disabled")
  }
}

function complain(item, words) {
  item?.querySelector(":scope > .not-sent")?.remove()
  if (!words || !item) return
  const line = Object.assign(document.createElement("p"), { className: "not-sent", textContent: words })
  line.setAttribute("role", "alert")
  item.append(line)
}

// A sheet is the form of a page of its own, shown over this one; where it is none, the page itself opens.
async function open(link) {
  const address = new URL(link.href)
  address.searchParams.set("sheet", "1")
  const answer = await fetch(address, { headers: { Accept: "text/html" } }).catch(() => null)
  if (!answer) return complain(link.closest(".suggestion"), text("not_opened"))
  const html = answer.ok && !answer.redirected ? await answer.text().catch(() => "") : ""
  if (html.includes("<dialog")) show(html, link)
  else location.assign(link.href)
}

function show(html, link) {
  const dialog = fragment(html).querySelector("dialog")
  const item = link.closest(".suggestion")
  document.body.append(dialog)
  dialog.addEventListener("close", () => {
    dialog.remove()
    const at = item && document.getElementById(item.id)
    ;(at ?? link).focus({ preventScroll: true })
  })
  dialog.addEventListener("click", (event) => event.target.closest("[data-close]") && dialog.close())
  dialog.addEventListener("submit", (event) => submit(event, dialog, link))
  dialog.showModal()
}

async function submit(event, dialog, link) {
  event.preventDefault()
  const form = event.target
  const button = event.submitter
  if (button?.getAttribute("aria-disabled") === "true") return
  button?.setAttribute("aria-disabled", "true")
  const address = new URL(form.action)
  address.searchParams.set("sheet", "1")
  const how = { method: "POST", body: new FormData(form, button), headers: { Accept: "text/html" }, redirect: "manual" }
  const answer = await fetch(address, how).catch(() => null)
  button?.removeAttribute("aria-disabled")
  complain(dialog.querySelector(".dialog-body"), answer ? "" : text("not_sent"))
  if (!answer) return
  if (answer.type === "opaqueredirect") return dialog.close(), live.sync()
  const again = fragment(await answer.text()).querySelector("dialog .dialog-body")
  if (!again) return form.submit()
  dialog.querySelector(".dialog-body").replaceWith(again)
  dialog.querySelector("[data-focus], [aria-invalid]")?.focus()
}
