const { appendFileSync, mkdirSync } = require("node:fs");
const { dirname } = require("node:path");

/**
 * Stands in for VS Code's native logger (@vscode/spdlog), which the server build here is installed without:
 * with it, output channels and log files work as they do for a user.
 */
class Logger {
  /** @type {boolean} a message is a line of its own, with time and level */
  #formatted = true;
  #level = 0;
  #file;

  /** @param {string} _type @param {string} _name @param {string} file */
  constructor(_type, _name, file) {
    mkdirSync(dirname(file), { recursive: true });
    this.#file = file;
  }

  trace = this.#writer(0, "trace");
  debug = this.#writer(1, "debug");
  info = this.#writer(2, "info");
  warn = this.#writer(3, "warning");
  error = this.#writer(4, "error");
  critical = this.#writer(5, "critical");

  getLevel() {
    return this.#level;
  }

  /** @param {number} level */
  setLevel(level) {
    this.#level = level;
  }

  clearFormatters() {
    this.#formatted = false;
  }

  setPattern() {}
  flush() {}
  drop() {}

  /** @param {number} level @param {string} name @returns {(message: string) => void} */
  #writer(level, name) {
    return (message) => {
      if (level < this.#level) return;
      const time = new Date().toISOString().replace("T", " ").replace("Z", "");
      appendFileSync(this.#file, this.#formatted ? `${time} [${name}] ${message}\n` : message);
    };
  }
}

/** @param {string} name @param {string} file */
const createLogger = async (name, file) => new Logger("rotating", name, file);

exports.version = 0;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.Logger = Logger;
exports.createRotatingLogger = createLogger;
exports.createAsyncRotatingLogger = createLogger;
