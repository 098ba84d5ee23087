import type { Finding } from '../model/index.ts';
import { colorsFor } from './colors.ts';

/**
 * A finding as a person reads it on the error stream, like a compiler error:
 *
 *     error[address/overlap]: two networks overlap
 *       object     metal: VirtualMachine srvlab/x  spec.template
 *       construct  whiskey/metal  (clusters/metal.ts:12)
 *       got        10.42.0.0/16
 *       expected   a network outside 10.42.64.0/18
 *       fix        ...
 */
export function findingText(finding: Finding): string {
  const colors = colorsFor(process.stderr);
  const warning = finding.severity === 'warning';
  const head = `${warning ? 'warning' : 'error'}[${finding.code}]`;
  const lines = [`${warning ? colors.yellow(head) : colors.red(head)}: ${colors.bold(finding.message)}`];
  const line = (label: string, text: string | undefined): void => {
    if (text !== undefined && text !== '')
      lines.push(`  ${colors.dim(label.padEnd(9))}  ${text.replaceAll('\n', '\n             ')}`);
  };
  line('object', [finding.object, finding.field].filter((part) => part !== undefined).join('  '));
  const source = finding.source === undefined ? '' : `  (${finding.source})`;
  line('construct', finding.construct === undefined ? finding.source : `${finding.construct}${source}`);
  line('got', finding.got);
  line('expected', finding.expected);
  line('fix', finding.fix);
  return lines.join('\n');
}
