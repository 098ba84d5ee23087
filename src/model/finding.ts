/**
 * One mistake, as data. The text a person reads is made from it once, at the end (src/cli).
 * `object` is `group/Kind namespace/name`, `field` a dotted path inside it.
 */
export interface Finding {
  /** Stable identifier such as `address/overlap`; `cdk8s-nested explain CODE` tells more. */
  readonly code: string;
  /** What is wrong, in lower case and without a full stop. */
  readonly message: string;
  readonly object?: string | undefined;
  readonly field?: string | undefined;
  /** Path of the construct that made the object, `Datacenter/metal/...`. */
  readonly construct?: string | undefined;
  /** `file:line` of the user's code that made the construct, relative to the working folder. */
  readonly source?: string | undefined;
  readonly got?: string | undefined;
  readonly expected?: string | undefined;
  readonly fix?: string | undefined;
  /** Errors block the write; warnings are printed and do not. */
  readonly severity?: 'error' | 'warning' | undefined;
}

/** Thrown where the input alone shows the mistake and nothing sensible can be built from it. */
export class InputError extends Error {
  readonly finding: Finding;
  constructor(finding: Finding) {
    super(
      [finding.message, `got ${finding.got}`, `expected ${finding.expected}`, finding.fix]
        .filter((part) => part !== undefined)
        .join('; '),
    );
    this.name = 'InputError';
    this.finding = finding;
  }
}
