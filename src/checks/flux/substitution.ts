import type { EmittedObject, Finding, Json } from '../../model/index.ts';
import { where } from '../rule.ts';
import type { Rule } from '../rule.ts';
import { dollarProblem } from './dollar-problem.ts';

const SUBSTITUTE = 'kustomize.toolkit.fluxcd.io/substitute';

/** Where Flux replaces variables, it replaces nothing else. */
export const fluxSubstitution: Rule = {
  code: 'flux/substitution',
  title: 'dollar signs survive the substitution of a layer',
  why:
    "Flux' substitution runs over the text of every object of the layer: an unknown ${NAME} is an error (empty before " +
    '2.9), $$ becomes $, and shell forms such as ${list[@]} stop the whole Kustomization. Observed with the real parser, ' +
    'fluxcd/pkg/envsubst.',
  *validate(repository) {
    for (const { layers } of repository.clusters) {
      for (const { settings, objects } of layers) {
        if (settings.substitute === undefined) continue;
        const variables = new Set(Object.keys(settings.substitute));
        for (const object of objects) {
          const finding = isExcluded(object) ? undefined : firstProblem(object, variables);
          if (finding !== undefined) yield finding;
        }
      }
    }
  },
};

function isExcluded({ manifest: { metadata } }: EmittedObject): boolean {
  return metadata.annotations?.[SUBSTITUTE] === 'disabled' || metadata.labels?.[SUBSTITUTE] === 'disabled';
}

function firstProblem(object: EmittedObject, variables: ReadonlySet<string>): Finding | undefined {
  for (const { path, text } of textsOf(object.manifest, '')) {
    const problem = dollarProblem(text, variables);
    if (problem === undefined) continue;
    return {
      code: fluxSubstitution.code,
      message: `the substitution of the layer would change the text: ${problem.happens}`,
      ...where(object),
      field: path,
      got: problem.got,
      expected: `only $\{NAME} with one of ${[...variables].join(', ')}`,
      fix: `add the annotation ${SUBSTITUTE}: disabled, or write each $ before $ or { twice`,
    };
  }
  return undefined;
}

/** Every text of an object, keys as well. */
function* textsOf(
  value: Json | undefined,
  path: string,
): Iterable<{ readonly path: string; readonly text: string }> {
  if (typeof value === 'string') {
    if (value.includes('$')) yield { path, text: value };
  } else if (value !== null && typeof value === 'object') {
    for (const [key, item] of Object.entries(value)) {
      const field = Array.isArray(value) ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`;
      if (key.includes('$')) yield { path: field, text: key };
      yield* textsOf(item, field);
    }
  }
}
