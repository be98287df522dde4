// Baseline: a bare Node socket.io room server, `node node.mjs PORT`.
import { createServer } from "node:http"
import { Server } from "socket.io"

const http = createServer()
const io = new Server(http, { transports: ["websocket"], perMessageDeflate: false })
io.on("connection", (socket) => {
  socket.on("join", ({ room }, ack) => {
    socket.join(room)
    ack({ ok: true })
  })
  socket.on("post", (data, ack) => {
    io.to(data.room).emit("news", data)
    ack({ ok: true })
  })
})
http.listen(Number(process.argv[2]), "127.0.0.1")
