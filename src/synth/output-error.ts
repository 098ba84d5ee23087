export type OutputErrorCode =
  'out/escapes' | 'out/foreign-file' | 'out/not-a-folder' | 'out/not-writable' | 'out/path-collision';

export interface OutputProblem {
  /** The path as the caller gave it, or the file or folder on disk. */
  readonly path: string;
  readonly problem: string;
  readonly got: string;
  readonly expected: string;
  readonly fix: string;
}

/** The output folder or a path in it cannot be used. Thrown before anything in the tree has been touched. */
export class OutputError extends Error {
  override readonly name = 'OutputError';
  readonly code: OutputErrorCode;
  readonly path: string;
  readonly problem: string;
  readonly got: string;
  readonly expected: string;
  readonly fix: string;

  constructor(code: OutputErrorCode, { path, problem, got, expected, fix }: OutputProblem, cause?: unknown) {
    super(
      `${path}: ${problem}: got ${got}; expected ${expected}; ${fix}`,
      cause === undefined ? {} : { cause },
    );
    this.code = code;
    this.path = path;
    this.problem = problem;
    this.got = got;
    this.expected = expected;
    this.fix = fix;
  }
}
