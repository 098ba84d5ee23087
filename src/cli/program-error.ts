/** What the user's program threw while it was run; `cause` is the error itself. */
export class ProgramError extends Error {
  override readonly name = 'ProgramError';
}
