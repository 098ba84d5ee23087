import { isIP } from 'node:net';

/** `unchecked`: the engine could not evaluate the rule for this value; that is counted and is not a refusal. */
export type CelProgram = (self: unknown) => 'kept' | 'broken' | 'unchecked';

/** Compiled CEL rules, each compiled once and only when a value needs it. */
export interface CelPrograms {
  program(rule: string): CelProgram;
  /** Rules that could not be evaluated at least once, sorted. */
  unchecked(): readonly string[];
}

/** Loads the CEL engine (about 26 ms), so it is asked for only when a kind with rules is present. */
export async function loadCelPrograms(): Promise<CelPrograms> {
  const { Environment } = await import('@marcbachmann/cel-js');
  const environment = new Environment({ unlistedVariablesAreDyn: true, enableOptionalTypes: true })
    // Kubernetes' IP and CIDR libraries, as far as CRDs use them.
    .registerFunction('isIP(string): bool', (text: string) => isIP(text) !== 0)
    .registerFunction('isCIDR(string): bool', isCidr);
  const programs = new Map<string, CelProgram>();
  const unchecked = new Set<string>();
  return {
    program(rule) {
      let program = programs.get(rule);
      if (program === undefined) {
        program = compile(rule);
        programs.set(rule, program);
      }
      return program;
    },
    unchecked: () => [...unchecked].toSorted(),
  };

  function compile(rule: string): CelProgram {
    const skip: CelProgram = () => {
      unchecked.add(rule);
      return 'unchecked';
    };
    // The engine has no inline flags and refuses has() on a list item: those rules are not checked at all.
    if (rule.includes('(?i)') || /has\(\w+(?:\.\w+)*\[/.test(rule)) return skip;
    let evaluate: (context: { readonly self: unknown }) => unknown;
    try {
      evaluate = environment.parse(rule);
    } catch {
      return skip;
    }
    return (self) => {
      try {
        return evaluate({ self }) === false ? 'broken' : 'kept';
      } catch (error) {
        return REFUSED.has((error as { readonly code?: string }).code ?? '') ? 'broken' : skip(self);
      }
    };
  }
}

/**
 * Evaluation errors that come from the value. An API server refuses these as well (apiextensions-apiserver,
 * schema/cel/validation.go: "evaluation error for rule"); all others are limits of the engine.
 */
const REFUSED = new Set(['no_such_key', 'index_out_of_bounds', 'invalid_duration']);

function isCidr(text: string): boolean {
  const [address = '', prefix = '', ...rest] = text.split('/');
  const family = isIP(address);
  return (
    family !== 0 &&
    rest.length === 0 &&
    /^(?:0|[1-9]\d{0,2})$/.test(prefix) &&
    Number(prefix) <= (family === 4 ? 32 : 128)
  );
}
