"""The only place that knows aiohttp: HTTP and WebSocket on one port.

http.py       the routes and the application    websocket.py  the stream: handshake and frames
auth.py       keys and origins                  connection.py one stream's tasks
problems.py   errors as RFC 9457                outbox.py     what waits to be sent
openapi.py    the description of the routes     following.py  a viewer's cursors in the logs
"""
