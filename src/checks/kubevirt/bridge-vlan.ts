import { at, textAt } from '../../model/index.ts';
import type { EmittedObject } from '../../model/index.ts';
import { indexOf } from '../object-index.ts';
import { found, shown } from '../object-rule.ts';
import type { Mistake } from '../object-rule.ts';
import type { Rule } from '../rule.ts';
import { NETWORK_GROUP, cniConfig } from './network-definition.ts';

/** A bridge carries one VLAN, or tells VLANs apart. */
export const kubevirtBridgeVlan: Rule = {
  code: 'kubevirt/bridge-vlan',
  title: 'a bridge is either the bridge of one VLAN or tells VLANs apart by tag, not both',
  why: 'With a bridge for each VLAN the node takes the tag off before the bridge, and `vlan` in the bridge plugin would filter everything out; with one VLAN-aware bridge every network on it needs its `vlan` (containernetworking/plugins, bridge).',
  *validate(repository) {
    for (const { name } of repository.clusters) {
      const tagged = new Map<string, { readonly object: EmittedObject; readonly vlan: boolean }>();
      for (const object of indexOf(repository).byKind(NETWORK_GROUP, 'NetworkAttachmentDefinition', name)) {
        const config = cniConfig(object);
        const bridge = textAt(config, 'type') === 'bridge' ? textAt(config, 'bridge') : undefined;
        if (bridge === undefined) continue;
        const vlan = at(config, 'vlan');
        const first = tagged.get(bridge);
        if (first === undefined) tagged.set(bridge, { object, vlan: vlan !== undefined });
        if (typeof vlan === 'number' && new RegExp(`(^|\\D)0*${vlan}$`).test(bridge)) {
          const fix = 'remove vlan, or name a VLAN-aware bridge';
          yield found(
            kubevirtBridgeVlan.code,
            object,
            mistake(`the bridge ${bridge} is that of VLAN ${vlan}`, `vlan: ${vlan}`, fix),
          );
        } else if (first !== undefined && first.vlan !== (vlan !== undefined)) {
          const message = `${first.object.ref.name} uses the bridge ${bridge} the other way`;
          const got = vlan === undefined ? 'no vlan' : `vlan: ${shown(vlan)}`;
          yield found(
            kubevirtBridgeVlan.code,
            object,
            mistake(message, got, 'give vlan in both or in neither'),
          );
        }
      }
    }
  },
};

function mistake(message: string, got: string, fix: string): Mistake {
  return {
    field: 'spec.config',
    message,
    got,
    expected: 'a bridge for each VLAN, or vlan for each network of the bridge',
    fix,
  };
}
