import { describe, expect, it } from 'vitest';
import { didYouMean, dotted } from '../../src/schema/problem.ts';
import { uniqueBy } from '../../src/schema/unique-by.ts';

describe('didYouMean', () => {
  it.each([
    ['sourceRfe', 'sourceRef'],
    ['hostName', 'hostname'],
    ['replica', 'replicas'],
  ])('%s means %s', (name, expected) => {
    expect(didYouMean(name, ['interval', 'sourceRef', 'hostname', 'replicas'])).toBe(expected);
  });

  it('stays silent where nothing is close', () => {
    expect(didYouMean('banana', ['interval', 'prune'])).toBeUndefined();
    expect(didYouMean('ab', ['xyz'])).toBeUndefined();
  });
});

describe('dotted', () => {
  it.each([
    ['', ''],
    ['/spec/volumes/0/name', 'spec.volumes[0].name'],
    ['/metadata/labels/a.b~1c', 'metadata.labels["a.b/c"]'],
  ])('%s is %s', (pointer, path) => {
    expect(dotted(pointer)).toBe(path);
  });
});

describe('uniqueBy', () => {
  it('compares all keys, and an absent key as a value of its own', () => {
    const keys = ['port', 'protocol'];
    expect(uniqueBy([{ port: 1 }, { port: 1, protocol: 'UDP' }, { port: 2 }], keys)).toBe(true);
    expect(uniqueBy([{ port: 1 }, { port: 1 }], keys)).toBe(false);
    expect(uniqueBy([null, 'text', 'text'], keys)).toBe(true);
  });
});
