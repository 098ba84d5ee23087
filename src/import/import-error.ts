/** The one error an import throws: which file, what is wrong with it, and what to do. Nothing has been written when it is thrown. */
export class ImportError extends Error {
  readonly file: string;
  readonly what: string;
  readonly got: string;
  readonly expected: string;
  readonly fix: string;

  constructor(problem: ImportProblem) {
    super(
      `${problem.file}: ${problem.what}: got ${problem.got}, expected ${problem.expected}; ${problem.fix}`,
    );
    this.name = 'ImportError';
    this.file = problem.file;
    this.what = problem.what;
    this.got = problem.got;
    this.expected = problem.expected;
    this.fix = problem.fix;
  }
}

export interface ImportProblem {
  /** The file as it was given. */
  readonly file: string;
  /** What is wrong, with the CRD and path where there is one. */
  readonly what: string;
  readonly got: string;
  readonly expected: string;
  readonly fix: string;
}

/** A short, one-line rendering of a value for `got`. */
export function show(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}
