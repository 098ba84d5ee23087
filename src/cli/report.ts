import colors from 'picocolors';
import { isError } from '../checks/check.ts';
import type { Accepted } from '../checks/accepted.ts';
import { InputError } from '../model/index.ts';
import type { Finding } from '../model/index.ts';
import { OutputError } from '../synth/output-error.ts';
import { SynthError } from '../synth/synth.ts';
import type { SynthResult } from '../synth/synth.ts';
import { ImportError } from '../import/import-error.ts';
import { findingText } from './finding-text.ts';

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
    printJson(result.findings, result.waived, { out, objects: result.objects, change: names(change) });
    return code;
  }
  printFindings(result.findings, result.waived);
  const counts = [
    `${result.objects} objects`,
    `${change.added.length} added`,
    `${change.changed.length} changed`,
    `${change.removed.length} removed`,
  ].join(', ');
  if (code === 0) console.log(`${out}: ${counts}`);
  else {
    console.error(`${colors.red('not up to date')} ${out}: ${counts}; run synth and commit the result`);
    for (const [what, paths] of Object.entries(names(change))) {
      for (const path of paths.slice(0, 20)) console.error(`  ${what} ${path}`);
      if (paths.length > 20) console.error(`  ${what} ... and ${paths.length - 20} more`);
    }
  }
  return code;
}

/** Prints the outcome of `check` and returns the exit code. */
export function reportChecks(result: SynthResult, options: ReportOptions): number {
  if (options.json === true) printJson(result.findings, result.waived, { objects: result.objects });
  else {
    printFindings(result.findings, result.waived);
    console.log(`${result.objects} objects, no errors`);
  }
  return 0;
}

/** Prints an error that ended the run and returns the exit code: 1 for a finding, 3 for a defect of ours. */
export function reportFailure(error: unknown, json: boolean): number {
  const found = findingsOf(error);
  if (found === undefined) {
    console.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return 3;
  }
  if (json) printJson(found.findings, found.waived, {});
  else {
    printFindings(found.findings, found.waived);
    const errors = found.findings.filter(isError).length;
    console.error(`${colors.red(`${errors} ${errors === 1 ? 'error' : 'errors'}`)}, nothing written`);
  }
  return 1;
}

function findingsOf(error: unknown): Accepted | undefined {
  if (error instanceof SynthError) return error;
  if (error instanceof InputError) return { findings: [error.finding], waived: [] };
  if (error instanceof OutputError) {
    const { code, message, path, got, expected, fix } = error;
    return { findings: [{ code, message, object: path, got, expected, fix }], waived: [] };
  }
  if (error instanceof ImportError) {
    const { message, file, got, expected, fix } = error;
    return {
      findings: [{ code: 'import/unreadable', message, object: file, got, expected, fix }],
      waived: [],
    };
  }
  return undefined;
}

function printFindings(findings: readonly Finding[], waived: Accepted['waived']): void {
  for (const finding of findings) console.error(`${findingText(finding)}\n`);
  for (const { finding, reason } of waived) {
    console.error(
      `${colors.dim(`accepted ${finding.code} ${finding.object ?? finding.construct ?? ''}: ${reason}`)}`,
    );
  }
}

function printJson(findings: readonly Finding[], waived: Accepted['waived'], more: object): void {
  console.log(JSON.stringify({ ...more, findings, waived }, undefined, 2));
}

function names(change: SynthResult['change']): { readonly [what: string]: readonly string[] } {
  return {
    added: change.added.map((file) => file.path),
    changed: change.changed.map((file) => file.path),
    removed: change.removed,
  };
}
