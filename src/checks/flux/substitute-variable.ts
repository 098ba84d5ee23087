import type { Finding, RepositoryLayer } from '../../model/index.ts';
import { from } from '../rule.ts';
import type { Rule } from '../rule.ts';

/** Variables of a layer have names and values that Flux can insert. */
export const fluxSubstituteVariable: Rule = {
  code: 'flux/substitute-variable',
  title: 'variables for substitution have usable names and one-line values',
  why:
    'Flux refuses a variable whose name is no identifier and removes newlines from values without a word, so a certificate ' +
    'or script arrives as one line.',
  *validate(repository) {
    for (const { layers } of repository.clusters) for (const layer of layers) yield* problems(layer);
  },
};

function* problems(layer: RepositoryLayer): Iterable<Finding> {
  for (const [name, value] of Object.entries(layer.settings.substitute ?? {})) {
    const usable = /^[_A-Za-z][_A-Za-z0-9]*$/.test(name);
    if (usable && !/[\r\n]/.test(value)) continue;
    yield {
      code: fluxSubstituteVariable.code,
      message: `the variable ${name} of the layer ${layer.name} cannot be inserted`,
      ...from(layer),
      field: `substitute.${name}`,
      got: usable ? JSON.stringify(value.slice(0, 60)) : name,
      expected: usable
        ? 'a value of one line'
        : 'a name of letters, digits and underscores that starts with no digit',
      fix: usable ? 'put the text into the object itself' : 'rename the variable',
    };
  }
}
