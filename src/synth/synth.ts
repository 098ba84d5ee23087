import type { Datacenter } from '../../constructs/cluster/datacenter.ts';
import { accepted } from '../checks/accepted.ts';
import { byPlace, check, isError } from '../checks/check.ts';
import type { CheckResult } from '../checks/check.ts';
import type { Finding, Repository } from '../model/index.ts';
import { factsOf, objectsOf } from '../model/index.ts';
import { loadSchemas } from '../schema/index.ts';
import { compareTree } from './compare.ts';
import { computeEdges } from './edges.ts';
import type { LayerEdges } from './edges.ts';
import type { TreeChange } from './files.ts';
import { INDEX, writeIndex } from './index-file.ts';
import { layOut } from './lay-out.ts';
import { readIndex } from './read-index.ts';
import { resolve } from './resolve.ts';
import { safetyFindings } from './safety.ts';
import { recoverTree, writeTree } from './write.ts';

export interface SynthOptions {
  /** Output folder. @default CDK8S_OUTDIR, else dist */
  readonly out?: string | undefined;
  /** Only compare: nothing is written and the change is returned. @default false */
  readonly check?: boolean | undefined;
  /** Folders with schemas of the user's own CRDs, as `cdk8s-nested import` writes them. @default none */
  readonly schemas?: readonly URL[] | undefined;
}

export interface SynthResult {
  readonly out: string;
  readonly change: TreeChange;
  readonly objects: number;
  /** Warnings; errors are thrown. */
  readonly findings: readonly Finding[];
  readonly waived: CheckResult['waived'];
  /** CEL rules of CRDs that only an API server can evaluate; the other parts of their schemas were checked. */
  readonly uncheckedRules: readonly string[];
  readonly repository: Repository;
  readonly edges: LayerEdges;
}

/** Thrown when a check found an error; nothing has been written. */
export class SynthError extends Error {
  readonly findings: readonly Finding[];
  readonly waived: CheckResult['waived'];

  constructor(result: CheckResult) {
    const errors = result.findings.filter(isError);
    super(errors.map((finding) => `${finding.code}: ${finding.message}`).join('\n'));
    this.name = 'SynthError';
    this.findings = result.findings;
    this.waived = result.waived;
  }
}

/**
 * Tree → plain data → checks → files → comparison → disk. Everything is decided before the first byte is written;
 * the same program gives the same bytes on every machine. Throws `SynthError` with all findings at once.
 */
export async function synth(datacenter: Datacenter, options: SynthOptions = {}): Promise<SynthResult> {
  const out = options.out ?? datacenter.outdir;
  const resolved = resolve(datacenter);
  const { repository } = resolved;
  const objects = objectsOf(repository);

  const schemas = await loadSchemas(options.schemas);
  await schemas.prepare(objects.map(({ manifest }) => manifest));
  const edges = computeEdges(repository, schemas);
  const checked = check(repository, { schemas, graph: edges });

  const mistakes = [...resolved.findings, ...checked.findings];

  if (options.check !== true) recoverTree(out);
  const previous = readIndex(out);
  const { layout, change } = orMistakes({ findings: mistakes, waived: checked.waived }, () => {
    const made = layOut(resolved, edges, datacenter.repository.folder);
    const paths = made.files.map((file) => file.path);
    const index = { path: INDEX, text: writeIndex(repository, made.placed, paths, schemas) };
    const files = previous === undefined ? [] : [...previous.files, INDEX];
    return { layout: made, change: compareTree(out, [...made.files, index], files) };
  });

  const stays = new Set(change.unchanged);
  const safety = accepted(safetyFindings(out, previous, layout.placed, stays), factsOf(repository, 'waiver'));
  const findings = [...mistakes, ...safety.findings].toSorted(byPlace);
  const waived = [...checked.waived, ...safety.waived];
  if (findings.some(isError)) throw new SynthError({ findings, waived });

  if (options.check !== true) writeTree(out, change);
  const uncheckedRules = schemas.uncheckedRules();
  return { out, change, objects: objects.length, findings, waived, uncheckedRules, repository, edges };
}

/** Objects with mistakes may not even fit into a folder; then it is the mistakes that are told, not what they lead to. */
function orMistakes<T>(mistakes: CheckResult, layOutAndCompare: () => T): T {
  try {
    return layOutAndCompare();
  } catch (error) {
    if (!mistakes.findings.some(isError)) throw error;
    throw new SynthError({ ...mistakes, findings: mistakes.findings.toSorted(byPlace) });
  }
}
