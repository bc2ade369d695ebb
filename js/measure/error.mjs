/** What is wrong with an input: a `reason` for programs, a `message` for people, a position if there is one. */
export class MeasureError extends Error {
  constructor(reason, message, at, options) {
    super(message, options);
    this.name = "MeasureError";
    this.reason = reason;
    if (at !== undefined) this.at = at;
  }
}
