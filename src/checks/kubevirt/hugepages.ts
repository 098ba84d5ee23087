import { at } from '../../model/index.ts';
import { shown } from '../object-rule.ts';
import { machineRule } from './machines.ts';
import { quantity } from './quantity.ts';

/** Memory in huge pages comes in whole pages. */
export const kubevirtHugepages = machineRule(
  {
    code: 'kubevirt/hugepages',
    title: 'memory in huge pages is a multiple of the page size',
    why: 'The KubeVirt 1.9 validating webhook (vmi-create-admitter) refuses memory that is smaller than a page or no whole number of pages.',
  },
  function* ({ domain }) {
    const memory = at(domain, 'memory');
    const page = at(memory, 'hugepages', 'pageSize');
    if (page === undefined) return;
    const size = quantity(page);
    if (size === undefined || size <= 0) {
      yield {
        field: 'domain.memory.hugepages.pageSize',
        message: 'the page size is no amount of memory',
        got: shown(page),
        expected: '2Mi or 1Gi',
        fix: 'use 2Mi or 1Gi, whichever the nodes have',
      };
      return;
    }
    const places = [
      { field: 'domain.memory.guest', value: at(memory, 'guest') },
      {
        field: 'domain.resources.requests.memory',
        value: at(domain, 'resources', 'requests', 'memory'),
      },
    ];
    for (const { field, value } of places) {
      const bytes = quantity(value);
      if (bytes === undefined || (bytes >= size && bytes % size === 0)) continue;
      yield {
        field,
        message: 'the memory is no whole number of huge pages',
        got: shown(value),
        expected: `a multiple of ${shown(page)}`,
        fix: `round to whole pages of ${shown(page)}`,
      };
    }
  },
);
