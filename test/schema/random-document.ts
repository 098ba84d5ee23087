/** Random documents in the shape of a JSON Schema, the same for the same seed. */
export type Random = () => number;
type Schema = Readonly<Record<string, unknown>>;

/** Mulberry32: small, seeded, good enough to vary documents. */
export function seeded(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function randomDocument(schema: Schema, random: Random, depth = 0): unknown {
  const choices = schema['enum'];
  if (Array.isArray(choices)) return pick(choices as unknown[], random);
  const type = pick([schema['type'] ?? 'object'].flat() as string[], random);
  switch (type) {
    case 'string':
      return randomText(schema, random);
    case 'integer':
    case 'number':
      return randomNumber(schema, random);
    case 'boolean':
      return random() < 0.5;
    case 'null':
      return null;
    case 'array': {
      const length = Math.max(Number(schema['minItems'] ?? 0), Math.floor(random() * 3));
      return Array.from({ length }, () =>
        randomDocument((schema['items'] ?? {}) as Schema, random, depth + 1),
      );
    }
    default:
      return randomObject(schema, random, depth);
  }
}

/** A copy with one thing changed somewhere: a field dropped, added, given another type, or an item repeated. */
export function mutate(document: unknown, random: Random): unknown {
  const copy = structuredClone(document);
  const holders: (Record<string, unknown> | unknown[])[] = [];
  const collect = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    holders.push(value as Record<string, unknown>);
    Object.values(value).forEach(collect);
  };
  collect(copy);
  const holder = pick(holders, random);
  if (Array.isArray(holder)) {
    if (holder.length > 0 && random() < 0.5) holder.push(structuredClone(holder[0]));
    else holder.push(pick(ODD, random));
    return copy;
  }
  const keys = Object.keys(holder);
  const key = pick(keys.length > 0 ? keys : ['added'], random);
  const action = random();
  if (action < 0.25) delete holder[key];
  else if (action < 0.5) holder[`${key}X`] = 1;
  else holder[key] = pick(ODD, random);
  return copy;
}

const ODD: readonly unknown[] = [
  null,
  '',
  'x',
  'UPPER case!',
  0,
  -1,
  1.5,
  99999999999,
  true,
  [],
  {},
  [{}],
  { a: 1 },
];

const TEXTS = [
  'a',
  'abc',
  '1h',
  '30s',
  '10Gi',
  '500m',
  'a.b.c',
  'https://a.example/x',
  'oci://a.example/x',
  '10.0.0.0/8',
  '10.0.0.1',
  'fe80::1',
  '2001:db8::/32',
  '2024-01-01T00:00:00Z',
  'YWJj',
  'true',
  '1.2.3',
  'v1.2.3',
  '*',
  'A_B',
  '00:00:00:00:00:01',
  '/path',
  'sha256:abc',
  '',
  '5',
  '50%',
  'ä€😀',
  'team=x',
  '1e3',
  '64512',
  '^a$',
];

function randomText(schema: Schema, random: Random): string {
  const pattern =
    typeof schema['pattern'] === 'string'
      ? new RegExp(schema['pattern'].replace('(?i)', '').replace('\\PC', '.'), 'i')
      : /(?:)/;
  const fitting = TEXTS.filter(
    (text) => pattern.test(text) && text.length >= Number(schema['minLength'] ?? 0),
  );
  const text = pick(fitting.length > 0 && random() < 0.97 ? fitting : TEXTS, random);
  return random() < 0.02 ? 'x'.repeat(Number(schema['maxLength'] ?? 10) % 300) + text : text;
}

function randomNumber(schema: Schema, random: Random): number {
  const low = Number(schema['minimum'] ?? schema['exclusiveMinimum'] ?? -5);
  const high = Number(schema['maximum'] ?? low + 100);
  const within = Math.floor(low + random() * Math.min(high - low, 100));
  return random() < 0.03 ? low - 1 : random() < 0.03 ? within + 0.5 : within;
}

function randomObject(schema: Schema, random: Random, depth: number): Record<string, unknown> {
  const object: Record<string, unknown> = {};
  const required = new Set([
    ...((schema['required'] ?? []) as string[]),
    ...requiredByChoice(schema, random),
  ]);
  for (const [name, field] of Object.entries(
    (schema['properties'] ?? {}) as Readonly<Record<string, Schema>>,
  )) {
    if (required.has(name) || random() < 0.6 / (depth + 1))
      object[name] = randomDocument(field, random, depth + 1);
  }
  const fields = Object.entries((schema['properties'] ?? {}) as Readonly<Record<string, Schema>>);
  while (Object.keys(object).length < Math.min(Number(schema['minProperties'] ?? 0), fields.length)) {
    const [name, field] = pick(fields, random);
    object[name] = randomDocument(field, random, depth + 1);
  }
  const extra = schema['additionalProperties'];
  if (typeof extra === 'object' && extra !== null && random() < 0.7) {
    object[pick(['a', 'b.c/d', 'e_f'], random)] = randomDocument(extra as Schema, random, depth + 1);
  }
  return object;
}

function requiredByChoice(schema: Schema, random: Random): readonly string[] {
  const branches = [schema['oneOf'], schema['anyOf']]
    .flat()
    .filter((branch) => branch !== undefined) as Schema[];
  return branches.length === 0 ? [] : ((pick(branches, random)['required'] ?? []) as string[]);
}

function pick<T>(values: readonly T[], random: Random): T {
  return values[Math.floor(random() * values.length)] as T;
}
