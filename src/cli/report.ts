import { isError } from '../checks/check.ts';
import type { Accepted } from '../checks/accepted.ts';
import type { SynthResult } from '../synth/synth.ts';
import { colorsFor } from './colors.ts';
import { findingsOf } from './failure.ts';
import { findingText } from './finding-text.ts';
import { ProgramError } from './program-error.ts';

export interface ReportOptions {
  readonly check?: boolean;
  readonly json?: boolean;
}

/** Prints what a synth did and returns the exit code. */
export function reportResult(result: SynthResult, options: ReportOptions): number {
  const { change, out } = result;
  const stale = change.added.length + change.changed.length + change.removed.length;
  const code = options.check === true && stale > 0 ? 1 : 0;
  if (options.json === true) {
    printJson(result, {
      out,
      objects: result.objects,
      change: names(change),
      uncheckedRules: result.uncheckedRules,
    });
    return code;
  }
  printFindings(result);
  printUnchecked(result);
  const counts = [
    `${result.objects} objects`,
    `${change.added.length} added`,
    `${change.changed.length} changed`,
    `${change.removed.length} removed`,
  ].join(', ');
  if (code === 0) console.log(`${out}: ${counts}`);
  else {
    const { red } = colorsFor(process.stderr);
    console.error(`${red('not up to date')} ${out}: ${counts}; run synth and commit the result`);
    for (const [what, paths] of Object.entries(names(change))) {
      for (const path of paths.slice(0, 20)) console.error(`  ${what} ${path}`);
      if (paths.length > 20) console.error(`  ${what} ... and ${paths.length - 20} more`);
    }
  }
  return code;
}

/** Prints the outcome of `check` and returns the exit code. */
export function reportChecks(result: SynthResult, options: ReportOptions): number {
  const { objects, uncheckedRules } = result;
  if (options.json === true) printJson(result, { objects, uncheckedRules });
  else {
    printFindings(result);
    printUnchecked(result);
    console.log(`${objects} objects, no errors`);
  }
  return 0;
}

/** Prints an error that ended the run and returns the exit code: 1 for a finding, 3 for a defect of ours. */
export function reportFailure(error: unknown, json: boolean): number {
  const found = findingsOf(error);
  if (found === undefined) {
    const defect = error instanceof ProgramError ? error.cause : error;
    console.error(defect instanceof Error ? (defect.stack ?? defect.message) : String(defect));
    console.error(
      '\ncdk8s-nested itself failed. If a type check of your program (npx tsc --noEmit) is clean, please report this.',
    );
    return 3;
  }
  if (json) printJson(found, {});
  else {
    printFindings(found);
    const errors = found.findings.filter(isError).length;
    const { red } = colorsFor(process.stderr);
    console.error(`${red(`${errors} ${errors === 1 ? 'error' : 'errors'}`)}, nothing written`);
  }
  return 1;
}

function printFindings({ findings, waived }: Accepted): void {
  const { dim } = colorsFor(process.stderr);
  for (const finding of findings) console.error(`${findingText(finding)}\n`);
  for (const { finding, reason } of waived) {
    console.error(dim(`accepted ${finding.code} ${finding.object ?? finding.construct ?? ''}: ${reason}`));
  }
}

function printUnchecked({ uncheckedRules: rules }: SynthResult): void {
  if (rules.length === 0) return;
  const { dim } = colorsFor(process.stderr);
  console.error(
    dim(`note: left to the API server: ${rules.map((rule) => rule.replace(/\s+/g, ' ')).join('; ')}`),
  );
}

function printJson({ findings, waived }: Accepted, more: object): void {
  console.log(JSON.stringify({ ...more, findings, waived }, undefined, 2));
}

function names(change: SynthResult['change']): { readonly [what: string]: readonly string[] } {
  return {
    added: change.added.map((file) => file.path),
    changed: change.changed.map((file) => file.path),
    removed: change.removed,
  };
}
