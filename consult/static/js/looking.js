// Has the words of a form looked through: by rules and lists at once, then by the model where the server has it.
const PAUSE = 600
const FIELDS = "textarea[name]:not([readonly], [data-own]), input[type=text][name]:not([data-own]), input.input[name]:not([type])"

export const fieldsOf = (form) => [...form.elements].filter((field) => field.matches(FIELDS))

// As-you-type, for forms that save nothing by themselves.
export function watch(form, caseId) {
  let timer = 0
  const look = () => first(form, caseId())
  const later = (event) => {
    if (!fieldsOf(form).includes(event.target)) return
    clearTimeout(timer)
    timer = setTimeout(look, PAUSE)
  }
  form.addEventListener("input", later)
  form.addEventListener("look", () => (clearTimeout(timer), look()))
  if (fieldsOf(form).some((field) => field.value.trim())) timer = setTimeout(look)
}

async function first(form, caseId) {
  const answer = await ask(form, caseId, { first: "yes" })
  if (answer?.more) await again(form, caseId)
}

// What the model adds, once the first finds are there.
export function again(form, caseId) {
  return ask(form, caseId, {})
}

async function ask(form, caseId, more) {
  const fields = fieldsOf(form).filter((field) => field.value.trim())
  const words = () => JSON.stringify(fields.map((field) => field.value))
  const asked = words()
  if (!fields.length) return tell(form, { finds: [], layers: [1] })
  const body = new FormData()
  for (const [name, value] of Object.entries({ csrf: form.elements.csrf.value, case: caseId, ...more })) body.append(name, value)
  for (const kept of form.querySelectorAll("input[name=kept]:is([type=hidden], :checked)")) body.append("kept", kept.value)
  fields.forEach((field, index) => body.append(`text-f${index}`, field.value))
  const answer = await fetch("/second-look", { method: "POST", body, headers: { Accept: "application/json" } })
    .then((told) => (told.ok ? told.json() : null))
    .catch(() => null)
  if (!answer || words() !== asked) return null
  for (const place of answer.finds.flatMap((find) => find.places)) place.field = fields[Number(place.field.slice(1))].name
  return tell(form, answer)
}

function tell(form, answer) {
  form.dispatchEvent(new CustomEvent("looked", { detail: answer }))
  return answer
}
