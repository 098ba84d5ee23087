import { machineWith, metal } from '../valid-base.ts';
import type { Manifest } from '../valid-base.ts';

export const repository = metal([machineWith(identify, 'one'), machineWith(identify, 'two')]);

function identify(spec: Manifest): void {
  spec.domain.firmware = { uuid: '4f2a7c1e-0d53-5a8b-9c6e-1b2d3f405162' };
}
