// Signing out takes away the unsent words that this browser kept; the server also asks for it by a header,
// but not every browser listens.
const form = document.getElementById("sign-out")

function forget(name) {
  return new Promise((done) => {
    const asked = indexedDB.deleteDatabase(name)
    asked.onsuccess = asked.onerror = asked.onblocked = done
  })
}

form.addEventListener("submit", async (event) => {
  event.preventDefault()
  try {
    const kept = (await indexedDB.databases?.()) ?? []
    await Promise.all(kept.map(({ name }) => forget(name)))
  } finally {
    form.submit()
  }
})
