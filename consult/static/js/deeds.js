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
    if (!answer.ok) complain(item, answer.words)
    await live.sync()
  } catch {
    complain(item, text("not_sent"))
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

// A sheet is the form of a page of its own, shown over this one; without an answer the page itself opens.
async function open(link) {
  const address = new URL(link.href)
  address.searchParams.set("sheet", "1")
  try {
    const answer = await fetch(address, { headers: { Accept: "text/html" } })
    if (!answer.ok || answer.redirected) throw new Error("no sheet")
    show(await answer.text(), link)
  } catch {
    location.assign(link.href)
  }
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
  try {
    const answer = await fetch(address, { method: "POST", body: new FormData(form, button), headers: { Accept: "text/html" }, redirect: "manual" })
    if (answer.type === "opaqueredirect") {
      dialog.close()
      return await live.sync()
    }
    const again = fragment(await answer.text()).querySelector("dialog .dialog-body")
    if (!again) throw new Error("no sheet")
    dialog.querySelector(".dialog-body").replaceWith(again)
    dialog.querySelector("[data-focus], [aria-invalid]")?.focus()
  } catch {
    form.submit()
  } finally {
    button?.removeAttribute("aria-disabled")
  }
}
