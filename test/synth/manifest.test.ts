import { ApiObject, App, Chart, JsonPatch, Lazy } from 'cdk8s';
import { describe, expect, it } from 'vitest';
import { manifestOf } from '../../src/synth/manifest.ts';

const chart = new Chart(new App(), 'chart', { namespace: 'default', labels: { from: 'chart' } });
let count = 0;

function object(props: object): ApiObject {
  count += 1;
  return new ApiObject(chart, `object-${count}`, { apiVersion: 'v1', kind: 'ConfigMap', ...props });
}

describe('the manifest of an API object', () => {
  it.each([
    ['plain data', object({ metadata: { name: 'a' }, data: { a: 'b' }, list: [1, [true], { x: 'y' }] })],
    [
      'undefined members',
      object({ metadata: { name: 'a', labels: { x: 'y' } }, data: { a: undefined, b: { c: undefined } } }),
    ],
    [
      'finalizers and further metadata',
      object({ metadata: { name: 'a', finalizers: ['f'], generateName: 'g-' } }),
    ],
    ['empty annotations', object({ metadata: { name: 'a', annotations: {}, labels: {} } })],
    ['a generated name', object({ data: {} })],
    [
      'a lazy value',
      object({ metadata: { name: 'a' }, data: { late: Lazy.any({ produce: () => 'value' }) } }),
    ],
  ])('is what cdk8s itself would give: %s', (_, subject) => {
    expect(manifestOf(subject)).toEqual(subject.toJson());
  });

  it('keeps null, which cdk8s drops: in Helm values it takes a default away', () => {
    expect(manifestOf(object({ metadata: { name: 'a' }, data: { gone: null } }))).toMatchObject({
      data: { gone: null },
    });
  });

  it('has what was added after construction', () => {
    const subject = object({ metadata: { name: 'a' }, data: {} });
    subject.metadata.addAnnotation('added', 'yes');
    subject.metadata.add('generation', 3);
    subject.addJsonPatch(JsonPatch.add('/data/patched', 'yes'));
    expect(manifestOf(subject)).toEqual(subject.toJson());
    expect(manifestOf(subject)).toMatchObject({
      data: { patched: 'yes' },
      metadata: { annotations: { added: 'yes' } },
    });
  });
});
