/**
 * Stands in for VS Code's native watchdog, which ends an extension host whose server is gone: here server and hosts
 * are one process group and end together (server.mjs).
 */
exports.start = () => {};
