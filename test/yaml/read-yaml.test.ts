import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { hazards } from '../../src/yaml/hazards.ts';
import { readOwnYaml, readYaml } from '../../src/yaml/read-yaml.ts';
import { type Json, writeYaml } from '../../src/yaml/write-yaml.ts';

const shapes: readonly ((text: string) => Json)[] = [
  (text) => ({ a: text }),
  (text) => ({ [text]: 'a' }),
  (text) => ({ [text]: { [text]: [text, [text]] }, b: [{ c: text, d: [{ [text]: text }] }] }),
  (text) => [text, [[text, {}], []], { a: text, b: null }],
];

describe('readOwnYaml', () => {
  it('reads back every hazard as a value, a key and an item without the package', () => {
    for (const text of hazards) {
      for (const shape of shapes) {
        const value = shape(text);
        const yaml = writeYaml(value, { allowNull: true });
        // A key that would set the prototype is left to the package.
        const expected = text === '__proto__' && yaml.includes('__proto__:') ? undefined : value;
        expect(readOwnYaml(yaml)).toEqual(expected);
        expect(readYaml(yaml)).toEqual(parse(yaml));
      }
    }
  });

  it('reads numbers, booleans and empty containers as what they are', () => {
    const value = { a: [0, -3, 1.25, 1e21, 1e-7, true, false, null, {}, []], b: { c: {} } };
    expect(readOwnYaml(writeYaml(value, { allowNull: true }))).toEqual(value);
  });

  it('passes over comment lines at the start only', () => {
    expect(readOwnYaml('#cloud-config\n# more\na: 1\n')).toEqual({ a: 1 });
    expect(readOwnYaml('a: 1\n# more\n')).toBeUndefined();
  });

  it.each([
    'a: 0777\n',
    'a: yes\n',
    "a: 'b'\n",
    'b: 1\na: 2\n',
    'a: 1\na: 2\n',
    'a:   1\n',
    'a: [1]\n',
    'a: &x 1\nb: *x\n',
    'a: >\n  b\n',
    'a:\n    b: 1\n',
    'a: 1\n---\nb: 2\n',
    'a: 1',
    'a: 1\r\n',
    'a: "b\n',
    '',
    '#',
    '- ',
    'a:\n- b\n c: 1\n',
  ])('does not answer for %j, which writeYaml would not write', (text) => {
    expect(readOwnYaml(text)).toBeUndefined();
  });
});

describe('readYaml', () => {
  it('leaves text of others to the package', () => {
    expect(readYaml("a: &x ['b', 0o17]\nc: *x\n")).toEqual({ a: ['b', 15], c: ['b', 15] });
    expect(() => readYaml('a: [1\n')).toThrow('Flow sequence');
  });
});
