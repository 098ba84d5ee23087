import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { hazards } from '../../src/yaml/hazards.ts';
import { type Json, writeYaml, YamlError } from '../../src/yaml/write-yaml.ts';

describe('writeYaml', () => {
  it('puts the identity of an object first and sorts the rest by code unit at every level', () => {
    const object = {
      spec: { b: 1, a: 2, name: 'x', Z: 3, é: 4 },
      metadata: { labels: {}, namespace: 'apps', name: 'web' },
      kind: 'Service',
      apiVersion: 'v1',
    };
    expect(writeYaml(object)).toBe(
      'apiVersion: v1\nkind: Service\nmetadata:\n  name: web\n  namespace: apps\n  labels: {}\n' +
        'spec:\n  name: x\n  Z: 3\n  a: 2\n  b: 1\n  "é": 4\n',
    );
  });

  it('writes the same text whatever the order of insertion', () => {
    const random = seeded(11);
    for (let round = 0; round < 200; round++) {
      const value = randomValue(random, 0);
      expect(writeYaml(shuffleKeys(random, value))).toBe(writeYaml(value));
    }
  });

  it('writes list items at the column of their key', () => {
    expect(writeYaml({ a: [{ c: 1, b: [] }, [1, [2, 3], {}], 'x\ny\n'] })).toBe(
      'a:\n- b: []\n  c: 1\n- - 1\n  - - 2\n    - 3\n  - {}\n- |\n  x\n  y\n',
    );
  });

  it('writes text of several lines as a literal block that a reviewer can read', () => {
    const script = '#!/bin/sh\nset -eu\n\n\techo "$HOME: ok" # done\n';
    expect(writeYaml({ script, short: 'a\nb', spaced: 'a\n\n' })).toBe(
      'script: |\n  #!/bin/sh\n  set -eu\n\n  \techo "$HOME: ok" # done\nshort: |-\n  a\n  b\nspaced: "a\\n\\n"\n',
    );
    expect(writeYaml({ a: 'b\n\n', c: 1 })).toBe('a: |+\n  b\n\nc: 1\n');
  });

  it('never folds a long line', () => {
    const words = 'word '.repeat(400).trim();
    expect(writeYaml({ words, quoted: `1 ${words}` }).split('\n')).toHaveLength(3);
  });

  it('ends with exactly one line feed', () => {
    for (const value of [...hazards, {}, [], 1, true, { a: {} }, [[]]]) {
      for (const text of [writeYaml(value), writeYaml({ a: value }), writeYaml([value])]) {
        expect(text).toMatch(/[^\n]\n$/);
      }
    }
  });

  it('skips undefined members and keeps the object', () => {
    expect(writeYaml({ a: undefined, b: { c: undefined }, d: [{ e: undefined }] })).toBe('b: {}\nd:\n- {}\n');
    expect(writeYaml({ a: undefined })).toBe('{}\n');
  });

  it('refuses what has no safe text and says where it is', () => {
    const loop: Record<string, Json> = {};
    loop['again'] = loop;
    const cases: [unknown, string][] = [
      [{ a: { b: [1, null] } }, 'a.b[1]: got null'],
      [null, 'the value: got null'],
      [{ a: [undefined] }, 'a[0]: got undefined'],
      [{ a: Number.NaN }, 'a: got NaN'],
      [{ a: -Infinity }, 'a: got -Infinity'],
      [{ 'a.b/c': new Date(0) }, '["a.b/c"]: got an object of class Date'],
      [new Map(), 'the value: got an object of class Map'],
      [{ a: { b: () => 1 } }, 'a.b: got a function'],
      [{ a: 1n }, 'a: got a bigint'],
      [{ a: 'x\ud800' }, 'a: the text holds half of a surrogate pair'],
      [{ 'x\udc00': 1 }, '["x\\udc00"]: the key holds half'],
      [loop, 'nests deeper than 200 levels or contains itself'],
    ];
    for (const [value, message] of cases) {
      expect(() => writeUntyped(value)).toThrow(YamlError);
      expect(() => writeUntyped(value)).toThrow(message);
    }
    expect(writeYaml({ a: null }, { allowNull: true })).toBe('a: null\n');
  });

  it('is read back unchanged by YAML 1.1 and 1.2: every hazard as value, key, item and root', () => {
    for (const value of hazardValues()) expect(misreading(value)).toBeUndefined();
  });

  it('is read back unchanged by YAML 1.1 and 1.2: random strings', () => {
    const random = seeded(1);
    for (let round = 0; round < 6000; round++) {
      const text = randomText(random);
      expect(misreading({ [text]: text, list: [text, [text, { a: text }]] })).toBeUndefined();
    }
  });

  it('is read back unchanged by YAML 1.1 and 1.2: random data', () => {
    const random = seeded(2);
    for (let round = 0; round < 1500; round++) expect(misreading(randomValue(random, 0))).toBeUndefined();
  });

  it('writes numbers that both versions read as the same number', () => {
    for (const number of [
      0,
      -0,
      1,
      -1,
      1.5,
      1e21,
      1.5e21,
      1e-7,
      -2.5e-9,
      2 ** 53,
      5e-324,
      1.7976931348623157e308,
    ]) {
      expect(misreading({ number: number === 0 ? 0 : number })).toBeUndefined();
    }
  });

  it('keeps keys beyond the length of a simple key', () => {
    for (const length of [160, 170, 990, 1000, 1024, 5000]) {
      const key = 'k'.repeat(length);
      expect(
        misreading({ a: { [key]: { [`${key}\u2028`]: ['x'] }, b: [{ [key]: 1, c: 2 }] } }),
      ).toBeUndefined();
    }
  });

  const reader = spawnSync('python3', ['-c', 'import yaml'], { encoding: 'utf8' });
  const missing = reader.status === 0 ? '' : ' (skipped: python3 with PyYAML is not installed)';

  it.skipIf(missing !== '')(
    `is read back unchanged by PyYAML${missing}`,
    () => {
      const random = seeded(3);
      const values: Json[] = hazardValues();
      for (let round = 0; round < 3000; round++) {
        const text = randomText(random);
        values.push({ [text]: text, list: [text, { a: text }] });
      }
      for (let round = 0; round < 500; round++) values.push(randomValue(random, 0));
      for (const number of [1e21, 1e-7, 2 ** 53, -1.5e-9]) values.push({ number });
      values.push({ ['k'.repeat(1500)]: { ['1'.repeat(1500)]: 1 } });
      const input = values.map((value) => ({ text: writeYaml(value), value }));
      const program = [
        'import json, sys, yaml',
        'cases = json.load(sys.stdin)',
        'def same(a, b):',
        '    if isinstance(a, dict): return isinstance(b, dict) and a.keys() == b.keys() and all(same(a[k], b[k]) for k in a)',
        '    if isinstance(a, list): return isinstance(b, list) and len(a) == len(b) and all(map(same, a, b))',
        '    if isinstance(a, (bool, str)) or isinstance(b, (bool, str)): return type(a) is type(b) and a == b',
        '    return a == b',
        'def misread(case):',
        '    try: return not same(case["value"], yaml.safe_load(case["text"]))',
        '    except yaml.YAMLError as error: return True',
        'json.dump([case["text"] for case in cases if misread(case)], sys.stdout)',
      ].join('\n');
      const run = spawnSync('python3', ['-c', program], {
        input: JSON.stringify(input),
        encoding: 'utf8',
        maxBuffer: 2 ** 28,
      });
      expect(run.stderr).toBe('');
      expect(JSON.parse(run.stdout)).toEqual([]);
    },
    120_000,
  );
});

function hazardValues(): Json[] {
  return [
    ...hazards,
    hazards,
    ...hazards.flatMap((text) => [
      { [text]: text },
      [text],
      [[text]],
      { a: [{ [text]: { [text]: text }, z: text }] },
    ]),
  ];
}

/** How npm `yaml` takes the text of the value for something else; undefined when it does not. */
function misreading(value: Json): unknown {
  const text = writeYaml(value);
  for (const version of ['1.1', '1.2'] as const) {
    const read: unknown = parse(text, { version, strict: true, uniqueKeys: true, logLevel: 'error' });
    if (JSON.stringify(read) !== JSON.stringify(inOrder(value))) return { version, text, read };
  }
  return undefined;
}

/** The value with its keys in the order of the text, so that two values can be compared as JSON. */
function inOrder(value: Json | undefined): Json | undefined {
  if (typeof value !== 'object' || value === null) return value;
  if (isList(value)) return value.map((item) => inOrder(item)!);
  const keys = Object.keys(value).toSorted((left, right) => (ranked(left) < ranked(right) ? -1 : 1));
  return Object.fromEntries(keys.map((key) => [key, inOrder(value[key])]));
}

function ranked(key: string): string {
  const rank = ['apiVersion', 'kind', 'metadata', 'name', 'namespace'].indexOf(key);
  return `${rank < 0 ? 9 : rank}${key}`;
}

const isList: (value: object) => value is readonly Json[] = Array.isArray;

function writeUntyped(value: unknown): unknown {
  return Reflect.apply(writeYaml, undefined, [value]);
}

function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const pick = <T>(random: () => number, from: readonly T[]): T => from[Math.floor(random() * from.length)]!;

const pieces = ' \t\n\r-:#?!&*|>%@`"\'\\[]{},.=~<+_/$0189aeyxnETN'
  .split('')
  .concat([
    '\n\n',
    ': ',
    ' #',
    '\u0085',
    '\u2028',
    '\ufeff',
    '\0',
    '\x7f',
    '\uffff',
    'é',
    '漢',
    '😀',
    '\u00a0',
  ])
  .concat([
    'true',
    'null',
    '---',
    '...',
    '<<',
    '0x',
    '1e',
    'word',
    'text ',
    '\n  ',
    '\n\t',
    '10.42',
    '2024-01-01',
  ]);

function randomText(random: () => number): string {
  if (random() < 0.05) return pick(random, hazards);
  let text = '';
  for (let count = Math.floor(random() * 9); count >= 0; count--) text += pick(random, pieces);
  return text;
}

function randomValue(random: () => number, depth: number): Json {
  const kind = random();
  if (depth > 4 || kind < 0.4) {
    if (kind < 0.3) return randomText(random);
    return pick<Json>(random, [true, false, 0, -3, 1.25, 65535, [], {}]);
  }
  const size = Math.floor(random() * 5);
  if (kind < 0.65) return Array.from({ length: size }, () => randomValue(random, depth + 1));
  const keys = ['name', 'kind', 'metadata', 'apiVersion', 'namespace', 'spec', 'a', 'B'];
  return Object.fromEntries(
    Array.from({ length: size }, () => [
      random() < 0.5 ? pick(random, keys) : randomText(random),
      randomValue(random, depth + 1),
    ]),
  );
}

function shuffleKeys(random: () => number, value: Json): Json {
  if (typeof value !== 'object' || value === null) return value;
  if (isList(value)) return value.map((item) => shuffleKeys(random, item));
  const keys = Object.keys(value);
  for (let last = keys.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [keys[last], keys[other]] = [keys[other]!, keys[last]!];
  }
  return Object.fromEntries(keys.map((key) => [key, shuffleKeys(random, value[key]!)]));
}
