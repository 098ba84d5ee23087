import { describe, expect, it } from 'vitest';
import { findingText } from '../../src/cli/finding-text.ts';

describe('a finding as text', () => {
  it('reads like a compiler error', () => {
    const text = findingText({
      code: 'address/overlap',
      message: 'two networks overlap',
      object: 'metal: ConfigMap a/b',
      field: 'data.x',
      construct: 'metal/services/app',
      source: 'clusters/metal.ts:12',
      got: '10.42.0.0/16',
      expected: 'a network of its own',
      fix: 'choose another',
    });
    // Colours are off where the output is no terminal, as in a test.
    expect(text.split('\n')).toEqual([
      'error[address/overlap]: two networks overlap',
      '  object     metal: ConfigMap a/b  data.x',
      '  construct  metal/services/app  (clusters/metal.ts:12)',
      '  got        10.42.0.0/16',
      '  expected   a network of its own',
      '  fix        choose another',
    ]);
  });

  it('leaves out what is not known', () => {
    expect(findingText({ code: 'a/b', message: 'm', severity: 'warning' })).toBe('warning[a/b]: m');
  });
});
