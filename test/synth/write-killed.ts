/** Runs as a process of its own: a write, or a recovery, that ends itself by SIGKILL at the step with the given number. */
import { compareTree } from '../../src/synth/compare.ts';
import { recoverTree, writeTree } from '../../src/synth/write.ts';
import { after, before, filesOf } from './write-fixture.ts';

const [task, out = '', lastStep = ''] = process.argv.slice(2);
let count = 0;
const step = (): void => {
  if (count++ === Number(lastStep)) process.kill(process.pid, 'SIGKILL');
};
if (task === 'write') writeTree(out, compareTree(out, filesOf(after), Object.keys(before)), { step });
if (task === 'recover') recoverTree(out, { step });
