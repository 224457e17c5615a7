"""The only place that knows aiohttp: HTTP and WebSocket on one port.

http.py   the application: every route behind the same checks    calls/    what each call of the REST API does
parts.py  what handlers are given                                stream/   the WebSocket: a connection and its frames
tenant.py what is one workspace's own                            browser/  pages and scripts, as files
routes.py what a route is, and openapi.py what it says           guards/   who may come in, how much, and what is called
"""
