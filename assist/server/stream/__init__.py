"""The WebSocket `/v1/stream`: the handshake, one connection's tasks, and what waits to be sent."""
