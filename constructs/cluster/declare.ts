import type { IConstruct } from 'constructs';
import type { Fact } from '../../src/model/index.ts';

/** Metadata keys under which facts and origins wait for synth; plain cdk8s apps carry them without harm. */
export const FACT = 'cdk8s-nested/fact';
export const TRACE = 'cdk8s-nested/trace';

/** Tells the checks something about `construct`. */
export function declare(construct: IConstruct, fact: Fact): void {
  construct.node.addMetadata(FACT, fact);
}

/**
 * Remembers the line of the caller's code that made `construct`, for findings and for the index.
 * Only the frames are captured; the text is made when somebody asks for it.
 */
export function markOrigin(construct: IConstruct): void {
  // Ten frames, the default, can all be this library's.
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 40;
  construct.node.addMetadata(TRACE, new Error('origin'));
  Error.stackTraceLimit = limit;
}
